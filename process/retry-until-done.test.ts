import { logInMemory } from '#testkit/log-in-memory';
import { describe, expect, test } from 'vitest';
import { retryUntilDone } from './retry-until-done.ts';

describe('waiting for a server that is away', () => {
  const patience = () => ({ logger: logInMemory().logger, signal: new AbortController().signal });

  test('ends with the first success and says why each attempt before failed', async () => {
    const { logger, lines } = logInMemory();
    let attempts = 0;
    const act = () => (++attempts < 3 ? Promise.reject(new Error(`no ${attempts}`)) : Promise.resolve('there'));
    const signal = new AbortController().signal;
    expect(await retryUntilDone('Nobody answers', act, { logger, signal, longestMs: 1 })).toBe('there');
    expect(lines()).toMatchObject([
      { msg: 'Nobody answers; trying again.', reason: 'no 1' },
      { msg: 'Nobody answers; trying again.', reason: 'no 2' },
    ]);
  });

  test('words are found for a refusal that has none of its own', async () => {
    const { logger, lines } = logInMemory();
    const refusals = [new AggregateError([new Error('::1 refused'), new Error('127.0.0.1 refused')]), new TypeError()];
    const act = () => {
      const refusal = refusals.shift();
      return refusal === undefined ? Promise.resolve() : Promise.reject(refusal);
    };
    await retryUntilDone('x', act, { logger, signal: new AbortController().signal, longestMs: 1 });
    expect(lines().map(({ reason }) => reason)).toEqual(['::1 refused; 127.0.0.1 refused', 'TypeError']);
  });

  test('does not repeat what waiting cannot mend', async () => {
    let attempts = 0;
    const act = () => Promise.reject(new TypeError(`${++attempts}`));
    const isFinal = (error: unknown) => error instanceof TypeError;
    await expect(retryUntilDone('x', act, { ...patience(), isFinal })).rejects.toThrow(TypeError);
    expect(attempts).toBe(1);
  });

  test('ends at once when the process leaves', async () => {
    const leaving = new AbortController();
    const waiting = retryUntilDone('x', () => Promise.reject(new Error('no')), {
      ...patience(),
      signal: leaving.signal,
    });
    leaving.abort();
    await expect(waiting).rejects.toThrow('aborted');
  });
});

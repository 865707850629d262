import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CallFailed } from './call-failed.ts';
import { readReply } from './read-reply.ts';

const contract = z.strictObject({
  id: z.string(),
  teams: z.array(z.strictObject({ name: z.string() })),
  kind: z.discriminatedUnion('type', [z.strictObject({ type: z.literal('a'), n: z.int() })]),
});
const reply = { id: 'x', teams: [{ name: 'one' }, { name: 'two' }], kind: { type: 'a', n: 1 } };

describe('a reply', () => {
  test('is taken as its contract describes it', () => {
    expect(readReply(contract, reply)).toEqual(reply);
  });

  test('of a newer server is read without what this page does not know', () => {
    const newer = {
      ...reply,
      more: { deep: true },
      teams: [{ name: 'one', colour: 'red' }, { name: 'two' }],
      kind: { ...reply.kind, m: 2 },
    };
    expect(readReply(contract, newer)).toEqual(reply);
  });

  test.each([
    ['lacks something', { ...reply, id: undefined }, '/id'],
    ['is of another kind', { ...reply, teams: [{ name: 1 }] }, '/teams/0/name'],
    ['has too much and lacks something', { teams: [], kind: reply.kind, more: 1 }, '/id'],
    ['is nothing', null, '/'],
  ])('that %s is refused, and it is said where', (_story, wrong, where) => {
    expect(() => readReply(contract, wrong)).toThrow(CallFailed);
    expect(() => readReply(contract, wrong)).toThrow(where);
  });
});

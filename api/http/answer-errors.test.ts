import { Problem } from '#domain/contracts/problem';
import { serveTestApp } from '#testkit/serve-test-app';
import { expect, test } from 'vitest';
import { endpoint } from './endpoint.ts';

/** What a caller sees and the log says when an endpoint throws this. */
async function answerTo(error: Error) {
  const failing = endpoint({
    method: 'get',
    path: '/notes',
    summary: 'Fail',
    handle: () => {
      throw error;
    },
  });
  const { origin, log } = await serveTestApp([failing]);
  const response = await fetch(`${origin}/api/notes`);
  const said = log.lines().filter(({ msg }) => msg === 'a part is away' || msg === 'unexpected error');
  return { status: response.status, said: said.map(({ level, msg }) => [level, msg]) };
}

test('a probe that hears "not yet" leaves no line, a part that is away leaves one with its cause', async () => {
  expect(await answerTo(new Problem('starting'))).toEqual({ status: 503, said: [] });
  expect(await answerTo(new Problem('engine_unavailable', { cause: new Error('refused') }))).toEqual({
    status: 503,
    said: [['warn', 'a part is away']],
  });
});

test.each([
  ['the client of another server', { status: 400 }],
  ['an error that may not be shown', { status: 413, expose: false, type: 'entity.too.large' }],
  ['an unknown kind', { status: 415, expose: true, type: 'canary' }],
])("a status on the error of %s does not make our bug the caller's mistake", async (_what, shape) => {
  expect(await answerTo(Object.assign(new Error('x'), shape))).toEqual({
    status: 500,
    said: [['error', 'unexpected error']],
  });
});

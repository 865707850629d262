import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scrubLogLine } from './scrub-log-line.ts';

const canary = 'hunter2canary';

test.each([
  { password: canary },
  { deep: [{ er: { newPassword: canary } }] },
  { headers: { authorization: `Bearer ${canary}`, 'set-cookie': [`a="${canary}]"`, canary], cookie: canary } },
  { secret: { nested: [canary, { more: canary }] }, after: 'kept' },
  { ENCRYPTION_KEY_PREVIOUS: canary, encryptionKeys: [canary, canary], encryptionKey: canary },
  { ENCRYPTION_KEY: canary, apiKey: canary, 'api-key': canary, jwtSecret: canary, accessToken: canary },
  { msg: `cannot reach postgresql://nixflow:${canary}@db:5432/x, redis://:${canary}@r and https://u:${canary}@h/p` },
  { err: { input: `postgres://u:${canary}/with?odd#signs@${canary}@db/x` } },
  { body: JSON.stringify({ user: 'a', password: `${canary}"\\\n${canary}` }) },
  { body: `{"token":"${canary}` },
])('no secret of %j is left', (entry) => {
  const clean = scrubLogLine(JSON.stringify(entry));
  expect(clean).not.toContain(canary);
  expect(() => JSON.parse(clean) as unknown).not.toThrow();
});

test('what is no secret stays as it is', () => {
  const line = JSON.stringify({
    path: 'http://localhost:3000/verify?mail=joe@example.com',
    password: null,
    msg: 'the password is wrong: "token" expected',
    tokens: 5,
    keyboard: 'us',
  });
  expect(scrubLogLine(line)).toBe(line);
});

test('any JSON stays JSON, with all keys in place', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.string(), (value, text) => {
      const line = JSON.stringify({ before: text, password: value, after: text });
      const expected = { before: text, password: value === null ? null : '[redacted]', after: text };
      const clean = JSON.parse(scrubLogLine(line)) as typeof expected;
      expect(clean.password).toBe(expected.password);
      expect(Object.keys(clean)).toEqual(Object.keys(expected));
    }),
  );
});

test('long hostile lines are scrubbed in no time', () => {
  for (const part of ['"password":', '://a:', 'redis://a:', '\\"token\\":', '"'.repeat(3), '{"secret":[', 'a']) {
    const line = part.repeat(400_000 / part.length);
    const begun = performance.now();
    scrubLogLine(line);
    expect(performance.now() - begun).toBeLessThan(1_500);
  }
});

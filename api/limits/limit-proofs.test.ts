import { Problem } from '#domain/contracts/problem';
import { expect, test } from 'vitest';
import { limitProofs } from './limit-proofs.ts';
import { createLimiter } from './limiter.ts';

const outcome = (act: Promise<unknown>) => act.catch((error: unknown) => (error as Problem).code);
const right = () => Promise.resolve('right');
const failed = (code: 'wrong_credentials' | 'invalid_request') => () => Promise.reject(new Problem(code));

test('the sixth of somebody is refused although it is right, and nobody else’s is', async () => {
  const limited = limitProofs(createLimiter());
  for (let count = 0; count < 5; count += 1)
    expect(await outcome(limited('ada', failed('wrong_credentials')))).toBe('wrong_credentials');
  expect(await outcome(limited('ada', right))).toBe('too_many_requests');
  expect(await outcome(limited('ben', right))).toBe('right');
});

test('one that is right begins anew, and what failed for another reason is not counted', async () => {
  const limited = limitProofs(createLimiter());
  for (let count = 0; count < 9; count += 1)
    expect(await outcome(limited('ada', failed('invalid_request')))).toBe('invalid_request');
  for (let count = 0; count < 4; count += 1) await outcome(limited('ada', failed('wrong_credentials')));
  expect(await outcome(limited('ada', right))).toBe('right');
  for (let count = 0; count < 4; count += 1) await outcome(limited('ada', failed('wrong_credentials')));
  expect(await outcome(limited('ada', right))).toBe('right');
});

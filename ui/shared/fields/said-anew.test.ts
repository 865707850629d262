import { expect, test } from 'vitest';
import { saidAnew } from './said-anew.ts';

test('what stays as it was is not written, whatever it is', () => {
  const before = { tier: 'lead', tags: ['a', 'b'], seats: 3 };
  expect(saidAnew({ ...before, seats: 4, note: null, isOwn: false }, before)).toEqual({ seats: 4, isOwn: false });
  expect(saidAnew({ ...before, tier: null, tags: ['a'] }, before)).toEqual({ tier: null, tags: ['a'] });
});

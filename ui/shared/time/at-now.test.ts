import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { secondOf } from './at-now.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('two who ask at the end of a second hear the same one; who asks later hears another', () => {
  vi.setSystemTime('2026-11-27T10:00:09.999Z');
  const heard = secondOf(null);
  expect(heard).toBe(Date.parse('2026-11-27T10:00:09Z'));
  vi.setSystemTime('2026-11-27T10:00:10.001Z');
  expect(secondOf(null)).toBe(heard);
  vi.setSystemTime('2026-11-27T10:00:12.500Z');
  expect(secondOf(null)).toBe(Date.parse('2026-11-27T10:00:12Z'));
});

test('examples stand still', () => {
  expect(secondOf(7)).toBe(7);
});

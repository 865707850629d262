import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { secondOf } from './at-now.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('two who ask in one task hear the same second, however long it takes; who asks later hears another', () => {
  vi.setSystemTime('2026-11-27T10:00:09.999Z');
  const heard = secondOf(null);
  expect(heard).toBe(Date.parse('2026-11-27T10:00:09Z'));
  for (const later of ['10.001', '12.500']) {
    vi.setSystemTime(`2026-11-27T10:00:${later}Z`);
    expect(secondOf(null)).toBe(heard);
  }
  vi.runAllTimers();
  expect(secondOf(null)).toBe(Date.parse('2026-11-27T10:00:12Z'));
});

test('examples stand still', () => {
  expect(secondOf(7)).toBe(7);
});

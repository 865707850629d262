import { LONGEST_FORM_MS } from '#domain/contracts/help-form';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { endDraft, keepDraft, readDraft } from './draft.ts';

let kept: Map<string, string>;
const empty = { name: '', email: '', subject: '', body: '', form: null, files: [], attempt: null };
const file = { id: 'a', name: 'a.png', type: 'image/png', bytes: 5 };

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('what is kept is added to what was', () => {
  keepDraft({ name: 'Zoe', body: 'Words' });
  keepDraft({ body: 'Other words', files: [file] });
  expect(readDraft()).toEqual({ ...empty, name: 'Zoe', body: 'Other words', files: [file] });
});

test('a form that the server would not take any more is not kept, and all that was written is', () => {
  const form = { token: 'token', openedAt: Date.now() };
  keepDraft({ form, subject: 'Paper jam' });
  expect(readDraft().form).toEqual(form);
  vi.setSystemTime(Date.now() + LONGEST_FORM_MS);
  expect(readDraft()).toEqual({ ...empty, subject: 'Paper jam' });
});

test('after sending, who wrote is known, and nothing else', () => {
  keepDraft({ name: 'Zoe', email: 'zoe@a.example', subject: 'S', body: 'B', files: [file] });
  endDraft();
  expect(readDraft()).toEqual({ ...empty, name: 'Zoe', email: 'zoe@a.example' });
});

test.each(['', 'null', '{"name":7}', '{"token":"of another version"}', '['])('%j is as good as nothing', (text) => {
  kept.set('nixflow:help', text);
  expect(readDraft()).toEqual(empty);
});

test('a browser that keeps nothing is no reason to fail', () => {
  vi.stubGlobal('sessionStorage', {
    getItem() {
      throw new Error('SecurityError');
    },
    setItem() {
      throw new Error('QuotaExceededError');
    },
  });
  keepDraft({ name: 'Zoe' });
  expect(readDraft()).toEqual(empty);
});

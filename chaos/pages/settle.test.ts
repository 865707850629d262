import { expect, test } from 'vitest';
import { settle } from './settle.ts';

const pace = { withinMs: 200, everyMs: 10, mostMs: 2_000 };
const page = (what: string, shown: () => unknown, afresh: () => unknown) => ({
  what,
  shown,
  afresh: () => Promise.resolve(afresh()),
});
/** How often it was called, from 0. */
const rounds = () => {
  let round = -1;
  return () => (round += 1);
};

test('pages that show what is so are done at once', async () => {
  const afresh = rounds();
  expect(
    await settle(
      [
        page(
          'a',
          () => ({ n: 1 }),
          () => (afresh(), { n: 1 }),
        ),
      ],
      pace,
    ),
  ).toEqual([]);
  expect(afresh()).toBe(1);
});

test('one that follows late, but in time, is in order', async () => {
  const round = rounds();
  expect(
    await settle(
      [
        page(
          'a',
          () => round() > 5,
          () => true,
        ),
      ],
      pace,
    ),
  ).toEqual([]);
});

test('one that never follows is told with its fields, and does not hold up the others', async () => {
  const round = rounds();
  const pages = [
    page(
      'deaf',
      () => ({ n: 1 }),
      () => ({ n: 2 }),
    ),
    page(
      'late',
      () => round() > 3,
      () => true,
    ),
  ];
  expect(await settle(pages, pace)).toEqual([{ what: 'deaf', fields: ['/n: 1, is 2'] }]);
});

test('what goes on changing gives its page time anew', async () => {
  const began = Date.now();
  const elapsed = () => Date.now() - began;
  const truth = () => Math.min(Math.floor(elapsed() / 100), 5);
  const shown = () => (elapsed() > 600 ? 5 : 0);
  expect(await settle([page('a', shown, truth)], pace)).toEqual([]);
});

test('but not for ever', async () => {
  const never = rounds();
  const differences = await settle([page('a', () => -1, never)], { ...pace, mostMs: 300 });
  expect(differences).toHaveLength(1);
});

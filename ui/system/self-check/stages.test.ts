import type { SelfCheckView } from '#domain/contracts/self-check';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asItStands, isOver, newerOf, stagesOf } from './stages.ts';

const asked: SelfCheckView = {
  id: 'a2f6c7a2-9d7f-4f5e-8a43-1f2f2c0a5a01',
  requestedAt: '2026-01-05T08:00:00.000Z',
  activityAt: null,
  timerDueAt: null,
  timerFiredAt: null,
  jobAt: null,
  finishedAt: null,
  failure: null,
};
const working: SelfCheckView = {
  ...asked,
  activityAt: '2026-01-05T08:00:00.040Z',
  timerDueAt: '2026-01-05T08:00:01.050Z',
};
const finished: SelfCheckView = {
  ...working,
  timerFiredAt: '2026-01-05T08:00:01.065Z',
  jobAt: '2026-01-05T08:00:01.090Z',
  finishedAt: '2026-01-05T08:00:01.120Z',
};

const states = (check: SelfCheckView) => stagesOf(check).map((stage) => stage.state);

describe('stages of a self-check', () => {
  test('the first one not done is where it is', () => {
    expect(states(asked)).toEqual(['done', 'here', 'ahead', 'ahead', 'ahead']);
    expect(states(working)).toEqual(['done', 'done', 'here', 'ahead', 'ahead']);
    expect(states(finished)).toEqual(['done', 'done', 'done', 'done', 'done']);
  });

  test('a failed one stopped there, although it has an end', () => {
    const failed = { ...working, finishedAt: '2026-01-05T08:00:40.000Z', failure: 'The job was not processed.' };
    expect(states(failed)).toEqual(['done', 'done', 'stopped', 'ahead', 'ahead']);
    expect(isOver(failed)).toBe(true);
  });

  test('the timer is measured from its due instant, the end from the request, the rest from the stage before', () => {
    expect(stagesOf(finished).map((stage) => stage.milliseconds)).toEqual([null, 40, 15, 25, 1_120]);
  });

  test('one that nobody finished within two minutes stopped there; until then it runs', () => {
    const at = (instant: string) => asItStands(working, Date.parse(instant), 'Nobody finished it.');
    expect(at('2026-01-05T08:02:00.000Z')).toEqual(working);
    const abandoned = at('2026-01-05T08:02:00.001Z');
    expect(isOver(abandoned)).toBe(true);
    expect(states(abandoned)).toEqual(['done', 'done', 'stopped', 'ahead', 'ahead']);
    expect(abandoned.failure).toBe('Nobody finished it.');
  });

  test('one that is over stays as it is, however long ago', () => {
    const failed = { ...working, finishedAt: '2026-01-05T08:00:40.000Z', failure: 'The job was not processed.' };
    for (const check of [finished, failed])
      expect(asItStands(check, Date.parse('2026-01-06T08:00:00Z'), 'Nobody finished it.')).toEqual(check);
  });

  test('views arriving in any order end with the furthest of the latest self-check', () => {
    const later = { ...asked, id: 'a2f6c7a2-9d7f-4f5e-8a43-1f2f2c0a5a02', requestedAt: '2026-01-05T08:00:05.000Z' };
    const views = [asked, working, finished, later, { ...later, activityAt: '2026-01-05T08:00:05.030Z' }];
    fc.assert(
      fc.property(fc.shuffledSubarray(views, { minLength: views.length }), (arrived) => {
        expect(arrived.reduce<SelfCheckView | null>(newerOf, null)).toEqual(views.at(-1));
      }),
    );
  });
});

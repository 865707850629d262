import { describe, expect, test } from 'vitest';
import { applyRecording } from './apply-recording.ts';
import { buildEngine, buildEngineTicket } from './engine.examples.ts';
import type { EngineTicket } from './engine-state.ts';
import { planNext } from './plan-next.ts';

const [minute, hour] = [60_000, 3_600_000];
const now = Date.parse('2026-03-02T09:00:00Z');
const mark = (until: number) => ({ kind: 'rest', until, waitsFor: 'SLA mark' });
const stateOf = (ticket: Partial<EngineTicket>, recordNotBefore = 0) =>
  buildEngine({ ticket: buildEngineTicket(ticket), recordNotBefore }).state;

describe('a mark is recorded', () => {
  test.each([
    ['not at its instant', { nextMarkAt: now }, 0, mark(now + 1)],
    ['once its instant is past', { nextMarkAt: now - 1 }, 0, { kind: 'record' }],
    ['at once if it was reached and is not on record', { hasUnrecorded: true }, 0, { kind: 'record' }],
    ['never, if none is ahead', {}, 0, { kind: 'rest', until: null, waitsFor: 'news' }],
    ['a moment later if nothing was recorded a moment ago', { hasUnrecorded: true }, now + 800, mark(now + 800)],
    ['by a guard of older code for all marks', { nextMarkAt: now - 1 }, now + 59 * hour, { kind: 'record' }],
  ])('%s', (_, ticket, notBefore, plan) => {
    expect(planNext(stateOf(ticket, notBefore), {}, now)).toEqual(plan);
  });
});

describe('after the recorder had nothing to record', () => {
  test.each([
    ['too early by its clock', { waitMs: 3 }, 3],
    ['the next mark is hours ahead', { waitMs: 59 * hour }, 1_000],
    ['what was to be recorded is past, and is not missing', { waitMs: 0 }, 1_000],
    ['no mark is ahead', { waitMs: null }, 1_000],
  ])('%s: the same is not asked again at once', (_, answer, waits) => {
    const state = applyRecording(stateOf({ hasUnrecorded: true }), { recorded: 0, ...answer }, now);
    expect(planNext(state, {}, now)).toEqual(mark(now + waits));
    expect(planNext(state, {}, now + waits)).toEqual({ kind: 'record' });
  });

  test('a clock that begins then is recorded when it is due, though the mark that was ahead is far', () => {
    const asked = applyRecording(stateOf({ nextMarkAt: now - 1 }), { recorded: 0, waitMs: 59 * hour }, now);
    const wroteAgain = { ...asked, ticket: buildEngineTicket({ nextMarkAt: now + 30 * minute }) };
    expect(planNext(wroteAgain, {}, now)).toEqual(mark(now + 30 * minute + 1));
    expect(planNext(wroteAgain, {}, now + 30 * minute + 1)).toEqual({ kind: 'record' });
  });

  test('if something was, the next is asked for as soon as it is due', () => {
    const state = applyRecording(stateOf({ nextMarkAt: now - 1 }), { recorded: 1, waitMs: 0 }, now);
    expect(planNext(state, {}, now)).toEqual({ kind: 'record' });
  });
});

import { expect, test } from 'vitest';
import { GIVE_UP_AFTER_MS, nextDeliveryStep, retryAfterMs, settleAttempt, type AttemptResult, type LedgerPlace, type LedgerState } from './ledger.ts'; // prettier-ignore

const now = 1_000_000;
const place = (state: LedgerState, more: Partial<LedgerPlace> = {}): LedgerPlace => ({
  ...{ state, heldUntil: null, attempt: 0, leaseUntil: null, nextAttemptAt: null },
  ...more,
});

test.each<[string, LedgerPlace, ReturnType<typeof nextDeliveryStep>]>([
  ['a held mail waits for the end of its undo window', place('held', { heldUntil: now + 8 }), { kind: 'wait', ms: 8, for: 'undo' }], // prettier-ignore
  ['and leaves at that very instant', place('held', { heldUntil: now }), { kind: 'release' }],
  ['a queued mail is attempted at once', place('queued'), { kind: 'attempt', attempt: 1 }],
  ['one that was put off waits', place('queued', { attempt: 2, nextAttemptAt: now + 1 }), { kind: 'wait', ms: 1, for: 'retry' }], // prettier-ignore
  ['and is attempted again as the next one', place('queued', { attempt: 2, nextAttemptAt: now }), { kind: 'attempt', attempt: 3 }], // prettier-ignore
  ['an attempt under way is left alone', place('sending', { attempt: 1, leaseUntil: now + 5 }), { kind: 'wait', ms: 5, for: 'attempt' }], // prettier-ignore
  ['one whose maker is gone before the body is made again', place('sending', { attempt: 1, leaseUntil: now }), { kind: 'attempt', attempt: 2 }], // prettier-ignore
  ['a body under way is left alone', place('data', { attempt: 1, leaseUntil: now + 5 }), { kind: 'wait', ms: 5, for: 'attempt' }], // prettier-ignore
  ['one whose maker is gone is never sent again', place('data', { attempt: 1, leaseUntil: now }), { kind: 'lost', attempt: 1 }], // prettier-ignore
  ['what is sent is over', place('sent'), { kind: 'over' }],
  ['what failed is over', place('failed'), { kind: 'over' }],
  ['what nobody knows is over', place('unknown'), { kind: 'over' }],
  ['what was undone is over', place('undone'), { kind: 'over' }],
])('%s', (_, at, step) => {
  expect(nextDeliveryStep(at, now)).toEqual(step);
});

const sent: AttemptResult = { kind: 'sent', answer: '250 OK' };
const deferred: AttemptResult = { kind: 'deferred', answer: '451 later' };

test.each<[string, LedgerState, number, AttemptResult, number, ReturnType<typeof settleAttempt>]>([
  ['an answered attempt is sent', 'data', 3, sent, 0, { state: 'sent', outcome: 'sent' }],
  ['a refusal is final', 'sending', 3, { kind: 'refused', answer: '550' }, 0, { state: 'failed', outcome: 'failed' }],
  ['a break after the body began is unknown', 'data', 3, { kind: 'unknown', answer: '' }, 0, { state: 'unknown', outcome: 'unknown' }], // prettier-ignore
  ['what was put off is queued again', 'sending', 3, deferred, 0, { state: 'queued', outcome: null }],
  ['until five days are over', 'sending', 3, deferred, GIVE_UP_AFTER_MS, { state: 'failed', outcome: 'failed' }],
  ['the late answer of its own attempt clears up what was unknown', 'unknown', 3, sent, 0, { state: 'sent', outcome: 'sent' }], // prettier-ignore
  ['and saves the next one, if somebody had it sent again', 'queued', 3, sent, 0, { state: 'sent', outcome: 'sent' }],
  ['nothing else does', 'unknown', 3, deferred, 0, null],
  ['nor puts off what is queued', 'queued', 3, deferred, 0, null],
  ['an earlier attempt has no say', 'sending', 2, sent, 0, null],
  ['nor has one that was lost', 'sending', 3, { kind: 'lost' }, 0, null],
  ['what was told twice is told once', 'sent', 3, sent, 0, null],
])('%s', (_, state, attempt, result, ageMs, settled) => {
  expect(settleAttempt({ state, attempt: 3 }, attempt, result, ageMs)).toEqual(settled);
});

test('attempts are minutes apart at first, then an hour', () => {
  expect([1, 2, 3, 6, 7, 50].map((attempt) => retryAfterMs(attempt) / 60_000)).toEqual([1, 2, 5, 30, 60, 60]);
});

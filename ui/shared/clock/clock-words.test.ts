import { describe, expect, test } from 'vitest';
import type { Locale } from '../i18n/locale.ts';
import { foldEarlier, inOrderOfUrgency, usedShare, type Clock, type RunningClock, type SlaClock } from './clock.ts';
import { clockWords } from './clock-words.ts';

const en: Locale = { language: 'en', tag: 'en-GB', timeZone: 'Europe/Berlin' };
const de: Locale = { language: 'de', tag: 'de-DE', timeZone: 'Europe/Berlin' };
const [s, min, h] = [1_000, 60_000, 3_600_000];
/** A Tuesday, 11:44 in Berlin. */
const now = Date.parse('2026-11-24T10:44:00Z');

const measured = { metric: 'nextResponse', targetMs: h, usedMs: 0, warnings: [50, 75, 90], isBreached: false } as const;
/** Of an hour's target, this much is left. */
const left = (ms: number, more: Partial<RunningClock> = {}): RunningClock => {
  const targetMs = Math.max(h, more.targetMs ?? ms);
  return {
    ...measured,
    state: 'running',
    startedAt: now - 2 * h,
    dueAt: now + ms,
    asOf: now,
    usedMs: targetMs - ms,
    ...more,
    targetMs,
  };
};
const paused: Clock = {
  ...measured,
  state: 'paused',
  startedAt: now - h,
  status: 'pending',
  metric: 'resolution',
  usedMs: 23 * min,
};
const met = (metAt: number, dueAt: number): SlaClock => ({
  ...measured,
  state: 'met',
  startedAt: now - 4 * h,
  metAt,
  dueAt,
  metric: 'firstResponse',
  usedMs: 52 * min,
});

describe('a clock in words', () => {
  test.each<[string, Clock, string, string, string, string]>([
    [
      'hours left',
      left(3 * h + 10 * min, { targetMs: 4 * h, metric: 'firstResponse' }),
      'First reply in 3 h 10',
      'Erste Antwort in 3 h 10',
      'calm',
      'ring',
    ],
    [
      'to resolve',
      left(2 * h + 20 * min, { targetMs: 8 * h, usedMs: 0, metric: 'resolution' }),
      'Resolve in 2 h 20',
      'Lösung in 2 h 20',
      'calm',
      'ring',
    ],
    ['minutes left', left(14 * min), 'Next reply in 14 min', 'Nächste Antwort in 14 min', 'warn', 'ring'],
    ['seconds left', left(7 * s + 1), 'Next reply in 8 s', 'Nächste Antwort in 8 s', 'warn', 'ring'],
    [
      'one moment before the second warning',
      left(15 * min + 1),
      'Next reply in 15 min',
      'Nächste Antwort in 15 min',
      'calm',
      'ring',
    ],
    ['at the second warning', left(15 * min), 'Next reply in 15 min', 'Nächste Antwort in 15 min', 'warn', 'ring'],
    [
      'more than a day left',
      left(45 * h, { targetMs: 90 * h }),
      'Next reply by Thu 26 Nov',
      'Nächste Antwort bis Do 26. Nov.',
      'calm',
      'ring',
    ],
    ['due this very moment', left(0), 'Late by 0 s', '0 s überfällig', 'late', 'alert'],
    ['late', left(-(2 * h + 5 * min)), 'Late by 2 h 05', '2 h 05 überfällig', 'late', 'alert'],
    [
      'late for more than a day',
      left(-25 * h),
      'Late since Mon 23 Nov',
      'Überfällig seit Mo 23. Nov.',
      'late',
      'alert',
    ],
    ['paused', paused, 'Paused (pending)', 'Pausiert (wartend)', 'paused', 'pause'],
    [
      'late, and now paused',
      { ...paused, isBreached: true },
      'Late, paused (pending)',
      'Überfällig, pausiert (wartend)',
      'late',
      'alert',
    ],
    ['met', met(now - h, now), 'Met', 'Eingehalten', 'met', 'check-circle'],
    ['met late', met(now - h, now - h - 18 * min), 'Met 18 min late', '18 min zu spät erfüllt', 'calm', 'alert'],
    [
      'met days late',
      met(now - h, now - 50 * h),
      'Met late, due was Sun 22 Nov',
      'Zu spät erfüllt, fällig war So 22. Nov.',
      'calm',
      'alert',
    ],
    ['held for undo', { state: 'held', until: now + 7_400 }, 'Sending in 8 s', 'Wird in 8 s gesendet', 'calm', 'undo'],
    ['held no longer', { state: 'held', until: now }, 'Sending now', 'Wird gesendet', 'calm', 'undo'],
    [
      'snoozed',
      { state: 'snoozed', until: Date.parse('2026-11-26T08:00:00Z') },
      'Back Thu 09:00',
      'Zurück Do 09:00',
      'calm',
      'moon',
    ],
    [
      'stuck',
      { state: 'stuck', since: Date.parse('2026-11-24T08:12:00Z') },
      'Stuck since 09:12',
      'Hängt seit 09:12',
      'stuck',
      'stuck',
    ],
    [
      'cancelled',
      { ...measured, state: 'cancelled', startedAt: now },
      'Ended with the ticket',
      'Mit dem Ticket beendet',
      'none',
      'none',
    ],
    ['without any', { state: 'none' }, 'No clock', 'Keine Frist', 'none', 'none'],
  ])('%s', (_story, clock, english, german, tone, icon) => {
    const words = clockWords(clock, now, en);
    expect(words).toMatchObject({ text: english, tone, icon });
    expect(clockWords(clock, now, de).text).toBe(german);
    expect(words.title).not.toBe('');
  });

  test.each<[string, Clock, string]>([
    ['time left', left(14 * min), '14 min left'],
    ['days left', left(45 * h, { targetMs: 90 * h }), 'until Thu 26 Nov'],
    ['late', left(-18 * min), 'Late by 18 min'],
    ['met', met(Date.parse('2026-11-24T09:42:00Z'), now), 'Met 10:42'],
  ])('beside a bar: %s', (_story, clock, text) => {
    expect(clockWords(clock, now, en, 'bar').text).toBe(text);
  });

  test('asked, it names the instant with date and zone', () => {
    expect(clockWords(left(14 * min), now, en).title).toBe('Next reply is due Tue 24 Nov 2026, 11:58:00 CET');
    expect(clockWords(left(-18 * min), now, en).title).toBe('Next reply was due Tue 24 Nov 2026, 11:26:00 CET');
  });
});

describe('the share that is used', () => {
  const clock = left(30 * min, { usedMs: 30 * min });
  test.each([
    ['as it was read', now, 0.5],
    ['before it was read', now - h, 0.5],
    ['half way to due', now + 15 * min, 0.75],
    ['at due', now + 30 * min, 1],
    ['half a target later', now + h, 1.5],
  ])('%s', (_story, at, share) => {
    expect(usedShare(clock, at)).toBeCloseTo(share);
  });

  test('of a calendar that was closed in between still reaches all of it at due', () => {
    const overnight = left(16 * h, { targetMs: 2 * h, usedMs: h });
    expect(usedShare(overnight, now + 8 * h)).toBeCloseTo(0.75);
    expect(usedShare(overnight, now + 16 * h)).toBe(1);
  });
});

test('soonest first, then what stands still, then what ended', () => {
  const [soon, later] = [left(10 * min), left(50 * min)];
  const ended = met(now - h, now);
  const still = paused as SlaClock;
  expect(inOrderOfUrgency([ended, later, still, soon])).toEqual([soon, later, still, ended]);
});

describe('earlier next replies', () => {
  const answered = (startedAt: number): SlaClock => ({ ...met(startedAt, now), metric: 'nextResponse', startedAt });
  const [first, second, third] = [answered(now - 3 * h), answered(now - 2 * h), answered(now - h)];
  const running = left(10 * min);

  test('are set aside; the latest, what runs and every other clock stay', () => {
    const opened = { ...met(now - 4 * h, now), metric: 'firstResponse', startedAt: now - 4 * h } as SlaClock;
    const all = [running, opened, first, second, third];
    expect(foldEarlier(all)).toEqual({ shown: [running, opened, third], earlier: [first, second] });
  });

  test('stay where setting one aside would spare no room', () => {
    expect(foldEarlier([running, second, third])).toEqual({ shown: [running, second, third], earlier: [] });
    expect(foldEarlier([])).toEqual({ shown: [], earlier: [] });
  });
});

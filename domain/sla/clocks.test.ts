import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countedCalendars } from '#testkit/factories/calendar';
import { anyTicket } from '#testkit/factories/sla-fact';
import { tickClocks } from '#testkit/naive-sla';
import { clocksAt, clocksFrom, reachedBefore, upcoming } from './clocks-at.ts';
import type { SlaFact } from './fact.ts';
import { foldFact, foldFacts } from './fold-fact.ts';
import { BEFORE_OPENING, type SlaState } from './sla-state.ts';

/** Drawn anew in each run; a failure prints it, and it can be put here. */
const seed = Math.floor(Math.random() * 2 ** 31);
const ticket = anyTicket(countedCalendars(60, seed));
const story = `calendars of seed ${seed}`;
const throughJson = (state: SlaState) => JSON.parse(JSON.stringify(state)) as SlaState;
const HOUR = 3_600_000;

describe('clocks of any ticket', () => {
  test(`10,000 lives equal a minute-by-minute counter (${story})`, { timeout: 120_000 }, () => {
    const seen = { clocks: 0, met: 0, cancelled: 0, paused: 0, breached: 0, warned: 0, undone: 0, inTheInstant: 0 };
    fc.assert(
      fc.property(ticket, fc.nat(), fc.constantFrom(-1, 0, 1), ({ facts, now, calendars }, which, beside) => {
        const state = foldFacts(facts);
        // Half of the time look where something falls due, or a millisecond beside it.
        const marks = upcoming(state).filter(({ at }) => at + beside >= state.at && at < now + 100 * HOUR);
        const mark = which % 2 === 0 ? marks[which % Math.max(1, marks.length)] : undefined;
        const moment = mark ? mark.at + beside : now;
        const ticked = tickClocks(facts, moment, (fact) => calendars.get(fact.seq)!.minutes);
        expect(clocksAt(state, moment)).toEqual(ticked);

        seen.clocks += ticked.length;
        for (const { state, breachedAt, warnings, metAt, dueAt } of ticked) {
          if (state !== 'running') seen[state] += 1;
          if (breachedAt !== null) seen.breached += 1;
          seen.warned += warnings.length;
          if (metAt !== null && metAt === dueAt) seen.inTheInstant += 1;
        }
        const kept = facts.filter(({ type }) => type !== 'unsent');
        if (kept.length < facts.length && !isDeepStrictEqual(clocksFrom(kept, moment), ticked)) seen.undone += 1;
      }),
      { numRuns: 10_000 },
    );
    // Lives in which nothing happens would prove nothing.
    const floor = { clocks: 10_000, met: 2000, cancelled: 1000, paused: 500, breached: 3000, warned: 10_000, undone: 80, inTheInstant: 30 }; // prettier-ignore
    for (const [what, least] of Object.entries(floor))
      expect(seen[what as keyof typeof seen], what).toBeGreaterThan(least);
  });

  test(`facts folded one by one, stored and read in between, are facts folded at once (${story})`, () => {
    fc.assert(
      fc.property(ticket, ({ facts, now }) => {
        let state = BEFORE_OPENING;
        for (const fact of facts) {
          const before = JSON.stringify(state);
          const folded = foldFact(state, fact);
          const next = throughJson(folded);
          // A Map, a Set or a Date would come back as something else.
          expect(next).toEqual(folded);
          clocksAt(state, now);
          // Whoever folds gets a new state; the old one is as it was.
          expect(JSON.stringify(state)).toBe(before);
          state = next;
        }
        expect(state).toEqual(throughJson(foldFacts(facts)));
      }),
      { numRuns: 1000 },
    );
  });

  test(`used time never decreases, and grows only while running (${story})`, () => {
    fc.assert(
      fc.property(ticket, fc.array(fc.nat({ max: 50 * HOUR }), { minLength: 1, maxLength: 8 }), ({ facts }, steps) => {
        const state = foldFacts(facts);
        let at = state.at;
        let before = clocksAt(state, at);
        for (const step of steps) {
          at += step;
          const after = clocksAt(state, at);
          for (const [index, clock] of after.entries()) {
            const was = before[index]!;
            expect(clock.usedMs).toBeGreaterThanOrEqual(was.usedMs);
            if (clock.state !== 'running') expect(clock.usedMs).toBe(was.usedMs);
            // What will be due does not move because time passes.
            expect(clock.dueAt).toBe(was.dueAt);
          }
          before = after;
        }
      }),
      { numRuns: 1000 },
    );
  });

  test(`pause and resume at once changes nothing (${story})`, () => {
    fc.assert(
      fc.property(ticket, fc.nat({ max: 10 * HOUR }), ({ facts, now }, later) => {
        const end = foldFacts(facts);
        const moment = end.moment!;
        fc.pre(!['resolved', 'closed', 'pending'].includes(moment.status));
        const at = now;
        const blink: SlaFact[] = (['pending', moment.status] as const).map((to, index) => ({
          ...{ seq: end.seq + 1 + index, at, type: 'status', to },
        }));
        // Only the instant itself differs: all facts of it come before what is due in it, and they are no answer.
        expect(clocksFrom([...facts, ...blink], at + later)).toEqual(clocksFrom(facts, at + later));
      }),
      { numRuns: 1000 },
    );
  });

  test(`each mark is reached at its instant, not before, and once (${story})`, () => {
    fc.assert(
      fc.property(ticket, ({ facts }) => {
        const state = foldFacts(facts);
        const ahead = upcoming(state);
        const names = [...reachedBefore(state, state.at), ...ahead].map(
          ({ metric, openedBy, percent }) => `${metric} ${openedBy} ${percent}`,
        );
        expect(new Set(names).size).toBe(names.length);
        for (const mark of ahead.slice(0, 4)) {
          expect(mark.at).toBeGreaterThanOrEqual(state.at);
          expect(reachedBefore(state, mark.at)).not.toContainEqual(mark);
          expect(reachedBefore(state, mark.at + 1)).toContainEqual(mark);
        }
        const seen = reachedBefore(state, state.at + 1000 * HOUR);
        for (const mark of ahead) if (mark.at < state.at + 1000 * HOUR) expect(seen).toContainEqual(mark);
      }),
      { numRuns: 1000 },
    );
  });

  test(`a reply undone leaves the clocks as if it had never been (${story})`, () => {
    fc.assert(
      fc.property(ticket, fc.nat(), ({ facts, now }, which) => {
        const others = facts.filter((fact) => !('messageId' in fact && fact.type !== 'message'));
        const place = 1 + (which % others.length);
        const at = others[place - 1]!.at;
        const reply: SlaFact = { seq: 900, at, type: 'message', by: 'agent', public: true, auto: false, messageId: 'reply', held: true }; // prettier-ignore
        const undone: SlaFact = { seq: 901, at: now, type: 'unsent', messageId: 'reply' };
        const withUndo = [...others.slice(0, place), reply, ...others.slice(place), undone];
        expect(clocksFrom(withUndo, now)).toEqual(clocksFrom(others, now));
        const tooLate: SlaFact[] = [{ ...undone, type: 'released' }, undone];
        expect(clocksFrom([...withUndo.slice(0, -1), ...tooLate], now)).toEqual(clocksFrom(withUndo.slice(0, -1), now));
      }),
      { numRuns: 1000 },
    );
  });
});

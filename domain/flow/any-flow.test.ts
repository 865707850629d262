import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildSubject } from '../conditions/condition.examples.ts';
import { DEEPEST_CHAIN } from '../tickets/cause.ts';
import type { FactDraft, TicketFact } from '../tickets/fact.ts';
import { PRIORITIES } from '../tickets/words.ts';
import { checkFlow } from './check-flow.ts';
import { flowDocument, type FlowDocument } from './document.ts';
import { exitsOf } from './exits.ts';
import { anyDraft, anyFlow, buildFact, draftFor, FLOW, TICKET } from './flow.examples.ts';
import { applyOutcome, hear, nextStep } from './machine.ts';
import { effectKey, type FlowEffect, type FlowRun, type Outcome, type StepLog } from './run.ts';
import { skeletonOf } from './skeleton.ts';

const throughJson = <Value>(value: Value) => JSON.parse(JSON.stringify(value)) as Value;
/** Far more than a hundred paths can go through in a flow of thirteen nodes. */
const MOST_MOVES = 10_000;

const anyCause = fc.oneof(
  { weight: 3, arbitrary: fc.constant('person') },
  { weight: 1, arbitrary: fc.constantFrom('own', 'other') },
);
const anyHappening = fc.record({
  draft: fc.oneof({ weight: 12, arbitrary: anyDraft }, { weight: 1, arbitrary: fc.constantFrom('merged', 'by hand') }, { weight: 12, arbitrary: fc.constant('fitting') }, { weight: 5, arbitrary: fc.constantFrom('skip', 'retry') }), // prettier-ignore
  cause: anyCause,
  /** Which path an operator means, or which a cause names. */
  which: fc.nat(),
  passed: fc.nat(200_000),
  priority: fc.constantFrom(...PRIORITIES),
  /** What becomes of the acts until the next thing happens, over and over. */
  outcomes: fc.array(fc.constantFrom('done', 'done', 'done', 'nobody_there', 'loop', 'superseded', 'twice'), { minLength: 1, maxLength: 5 }), // prettier-ignore
});
type Happening = typeof anyHappening extends fc.Arbitrary<infer Value> ? Value : never;

const seen = { flows: 0, effects: 0, left: 0, split: 0, stuck: 0, retried: 0, skipped: 0, rounds: 0, failed: 0, again: 0, ended: 0, restarted: 0 }; // prettier-ignore

/** A ticket's life under one flow, in which every step is looked at. */
class Life {
  runs: readonly FlowRun[] = [];
  now = 0;
  seq = 0;
  readonly document: FlowDocument;
  readonly flows;
  readonly keys = new Set<string>();
  readonly visits: Record<string, number> = {};

  constructor(document: FlowDocument) {
    this.document = document;
    this.flows = { [FLOW]: skeletonOf(document) };
  }

  hears(happening: Happening) {
    this.now += happening.passed;
    this.seq += 1;
    const fact = this.fact(happening);
    const fromRuns = this.runs;
    this.take(this.twice(() => hear(fromRuns, this.flows, [FLOW], fact, TICKET)));
  }

  /** Until nothing can be done without news or time. */
  settles({ outcomes, priority }: Happening) {
    const subject = buildSubject({ priority });
    for (let moves = 0, acts = 0; ; moves += 1) {
      expect(moves, 'moves without rest').toBeLessThan(MOST_MOVES);
      const next = this.twice(() => nextStep(this.runs, this.flows, subject, this.now));
      if (next.kind === 'rest') {
        const states = this.runs.flatMap(({ paths }) => paths.map(({ state }) => state));
        const instants = states.flatMap((state) => (state.kind === 'waiting' ? [state.until] : []));
        expect(states.some(({ kind }) => kind === 'ready')).toBe(false);
        expect(next.until).toBe(instants.length > 0 ? Math.min(...instants) : null);
        expect(next.until ?? Infinity).toBeGreaterThan(this.now);
        return;
      }
      if (next.kind === 'moved') this.take(next);
      else {
        const how = outcomes[acts % outcomes.length]!;
        // Whatever is superseded each time would be planned again for ever.
        this.acts(next.effect, how === 'superseded' && acts > 20 ? 'done' : how);
        acts += 1;
      }
    }
  }

  private acts(effect: FlowEffect, how: string) {
    const key = effectKey(TICKET.id, effect);
    expect(this.keys.has(key), `asked again for ${key}`).toBe(false);
    this.keys.add(key);
    seen.effects += 1;
    const { act } = effect;
    const outcome: Outcome =
      how !== 'done' && how !== 'twice'
        ? { kind: 'refused', reason: how as 'loop' }
        : act.type === 'wait'
          ? { kind: 'armed', until: this.now + act.seconds * 1000 }
          : { kind: 'done' };
    const fromRuns = this.runs;
    this.take(this.twice(() => applyOutcome(fromRuns, this.flows, effect, outcome)));
    if (how === 'twice') expect(applyOutcome(this.runs, this.flows, effect, outcome).runs).toEqual(this.runs);
  }

  private take({ runs, steps }: { readonly runs: readonly FlowRun[]; readonly steps: readonly StepLog[] }) {
    this.runs = runs;
    for (const run of runs) {
      expect(run.paths.length).toBeGreaterThan(0);
      for (const { path, node, visit, visits } of run.paths) {
        expect(visits[node]).toBe(visit);
        for (const [each, count] of Object.entries(visits)) {
          const place = `${String(run.run)} ${path} ${each}`;
          expect(count, `visits of ${place}`).toBeGreaterThanOrEqual(this.visits[place] ?? 0);
          this.visits[place] = count;
        }
      }
    }
    const names = runs.flatMap(({ run, paths }) => paths.map(({ path }) => `${String(run)} ${path}`));
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeLessThanOrEqual(100);
    for (const step of steps) this.checkStep(step);
  }

  private checkStep({ what, node, exit, to, reason }: StepLog) {
    const from = this.document.nodes[node];
    if (exit !== undefined) expect(exitsOf(from!)).toContainEqual({ exit, to });
    if (what in seen) seen[what as keyof typeof seen] += 1;
    if (exit === 'body') seen.rounds += 1;
    if (reason === 'restarted') seen.restarted += 1;
  }

  /** The same answer twice, from what was stored and read in between as well, and nothing changed on the way. */
  private twice<Answer>(ask: () => Answer): Answer {
    const before = JSON.stringify(this.runs);
    const answer = ask();
    expect(JSON.stringify(this.runs)).toBe(before);
    this.runs = throughJson(this.runs);
    expect(ask()).toEqual(answer);
    expect(throughJson(answer)).toEqual(answer);
    return answer;
  }

  private fact({ draft, cause, which }: Happening): TicketFact {
    const places = this.runs.flatMap(({ run, paths }) => paths.map(({ path }) => ({ run, path })));
    const { run, path } = places[which % Math.max(places.length, 1)] ?? { run: 0, path: '1.1' };
    const flow = { kind: 'flow', ticketId: TICKET.id, flowVersionId: cause === 'own' ? FLOW : 'other', run, path, node: 'n0' } as const; // prettier-ignore
    const place = {
      ...{ seq: this.seq, at: this.now, depth: which % DEEPEST_CHAIN },
      ...(cause !== 'person' && { cause: flow }),
    };
    if (draft === 'skip') return buildFact({ type: 'operation', act: 'skip', run, path }, place);
    if (draft === 'retry') return buildFact({ type: 'operation', act: 'retry', run, path }, place);
    if (draft === 'merged') return buildFact({ type: 'merged', into: 'other' }, place);
    const entry = this.document.entries[0]!.id;
    if (draft === 'by hand') return buildFact({ type: 'operation', act: 'run', flowVersionId: FLOW, entry }, place);
    return buildFact(draft === 'fitting' ? this.fitting(which) : draft, place);
  }

  /** Something that the flow waits for. */
  private fitting(which: number): FactDraft {
    const starts = this.document.entries.map(({ on }) => on);
    const waits = Object.values(this.document.nodes).flatMap((node) => ('leaveOn' in node ? node.leaveOn : []));
    const events = [...starts, ...waits.map(({ event }) => event)];
    return draftFor(events[which % events.length]!);
  }
}

const live = (document: FlowDocument, happenings: readonly Happening[]) => {
  const life = new Life(document);
  for (const happening of happenings) {
    life.hears(happening);
    life.settles(happening);
  }
};
const anyLife = fc.array(anyHappening, { minLength: 1, maxLength: 15 });
const seed = Math.floor(Math.random() * 2 ** 31);

test(`flows that may be published live on any facts (seed ${String(seed)})`, { timeout: 240_000 }, () => {
  const good = anyFlow.filter((document) => checkFlow(document).length === 0);
  fc.assert(
    fc.property(good, anyLife, (document, happenings) => {
      expect(flowDocument.safeParse(document).error).toBeUndefined();
      seen.flows += 1;
      live(document, happenings);
    }),
    { numRuns: 1000, seed },
  );
  // Lives in which nothing happens would prove nothing.
  const floor = { effects: 2000, left: 40, split: 150, stuck: 150, retried: 15, skipped: 25, rounds: 40, failed: 50, again: 150, ended: 500, restarted: 25 }; // prettier-ignore
  for (const [what, least] of Object.entries(floor))
    expect(seen[what as keyof typeof seen], what).toBeGreaterThan(least);
});

test(`flows that may not be published come to rest all the same (seed ${String(seed)})`, { timeout: 240_000 }, () => {
  fc.assert(fc.property(anyFlow, anyLife, live), { numRuns: 10, seed });
});

import fc from 'fast-check';
import { upcoming } from '#domain/sla/clocks-at';
import type { SlaFact } from '#domain/sla/fact';
import { foldFacts } from '#domain/sla/fold-fact';
import { slaPolicy, type SlaPolicy } from '#domain/sla/policy';
import { aroundTheClock, type CountedCalendar } from '#testkit/factories/calendar';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const STATUSES = ['new', 'open', 'pending', 'on_hold', 'resolved', 'closed'] as const;
const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;

/** A policy with targets in seconds at all priorities and the default pauses and warnings. */
export function buildPolicy(overrides: Partial<SlaPolicy> = {}): SlaPolicy {
  const targets = (factor: number) => ({
    firstResponse: 1800 * factor,
    nextResponse: 3600 * factor,
    resolution: 14_400 * factor,
  });
  const all = { low: targets(8), normal: targets(4), high: targets(2), urgent: targets(1) };
  return { ...slaPolicy.parse({ targets: all }), ...overrides };
}

/** The life of a ticket until `now` (ms), with the counted calendar of each fact that brings one. */
export interface DrawnTicket {
  readonly facts: readonly SlaFact[];
  readonly now: number;
  readonly calendars: ReadonlyMap<number, CountedCalendar>;
}

/** Until something is due: a warning or a breach of what was drawn so far. */
const UNTIL_DUE = -1;

/** Often equal, often a bound of opening hours, often a share of a target, sometimes any millisecond. */
const gap = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.constantFrom(15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 8 * HOUR) },
  { weight: 3, arbitrary: fc.constant(UNTIL_DUE) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 90 * MINUTE }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 * HOUR }) },
);
const seconds = fc.oneof(fc.constantFrom(900, 1800, 3600, 7200, 14_400, 28_800), fc.integer({ min: 1, max: 40_000 }));
const target = fc.option(seconds, { freq: 8, nil: undefined });
const pauses = fc.option(fc.uniqueArray(fc.constantFrom(...STATUSES), { maxLength: 3 }), { nil: undefined });
const targets = fc.option(fc.record({ firstResponse: target, nextResponse: target, resolution: target }), {
  freq: 8,
  nil: undefined,
});
const policy: fc.Arbitrary<SlaPolicy | null> = fc.option(
  fc.record({
    targets: fc.record({ low: targets, normal: targets, high: targets, urgent: targets }),
    pauses: fc.oneof(
      fc.constant(slaPolicy.parse({ targets: {} }).pauses),
      fc.record({ firstResponse: pauses, nextResponse: pauses, resolution: pauses }),
    ),
    warnAt: fc.oneof(
      fc.constant<number[]>([50, 75, 90]),
      fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 4 }),
    ),
  }),
  { freq: 20 },
);

const status = fc.constantFrom(...STATUSES);
/** Tickets are worked on more often than they are over. */
const movedTo = fc.constantFrom(...STATUSES, 'open' as const, 'open' as const, 'pending' as const);
const priority = fc.constantFrom(...PRIORITIES);
const usually = fc.integer({ min: 0, max: 9 }).map((dice) => dice > 0);
const rarely = usually.map((is) => !is);

/** A fact without its place. Undoing names one of the last replies. */
const draft = (pool: readonly CountedCalendar[]) => {
  const calendar = fc.constantFrom(...pool);
  const back = fc.nat({ max: 2 });
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        type: fc.constant('message' as const),
        by: fc.constantFrom(
          'customer' as const,
          'agent' as const,
          'customer' as const,
          'agent' as const,
          'system' as const,
        ),
        public: usually,
        auto: rarely,
        held: fc.boolean(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ type: fc.constantFrom('unsent' as const, 'unsent' as const, 'released' as const), back }),
    },
    { weight: 6, arbitrary: fc.record({ type: fc.constant('status' as const), to: movedTo }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('priority' as const), to: priority }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('policy' as const), policy, calendar }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('merged' as const, 'spam' as const, 'deleted' as const) }) }, // prettier-ignore
    { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('unmerged' as const, 'not_spam' as const, 'restored' as const) }) }, // prettier-ignore
  );
};

const opening = fc.oneof(
  { weight: 8, arbitrary: fc.record({ type: fc.constant('created' as const), by: fc.constantFrom('customer' as const, 'agent' as const) }) }, // prettier-ignore
  { weight: 1, arbitrary: fc.record({ type: fc.constant('split' as const), by: fc.constantFrom('customer' as const, 'agent' as const) }) }, // prettier-ignore
  { weight: 1, arbitrary: fc.record({ type: fc.constant('imported' as const), answered: fc.boolean() }) },
);

/**
 * Random lives of tickets: all facts, in any order, by calendars of one window.
 *
 * @param pool calendars to choose from; those of one ticket share their window
 */
export function anyTicket(pool: readonly CountedCalendar[]): fc.Arbitrary<DrawnTicket> {
  const windows = new Map(pool.map((calendar) => [calendar.from, aroundTheClock(calendar)]));
  const lists = [...windows].map(([window, always]) => ({
    window,
    calendars: [...pool.filter(({ from }) => from === window), always],
  }));
  return fc.constantFrom(...lists).chain(({ window, calendars }) =>
    fc
      .record({
        start: fc.integer({ min: 0, max: 20 * 24 }).map((hours) => hours * HOUR),
        opening,
        terms: fc.record({ policy, calendar: fc.constantFrom(...calendars) }),
        status: fc.oneof(fc.constant('new' as const), status),
        priority,
        rest: fc.array(fc.tuple(gap, draft(calendars)), { maxLength: 20, size: 'max' }),
        last: gap,
      })
      .map((drawn) => placed(drawn.start + window, drawn)),
  );
}

type Value<A> = A extends fc.Arbitrary<infer V> ? V : never;

interface Drawn {
  readonly opening: Value<typeof opening>;
  readonly terms: { readonly policy: SlaPolicy | null; readonly calendar: CountedCalendar };
  readonly status: (typeof STATUSES)[number];
  readonly priority: (typeof PRIORITIES)[number];
  readonly rest: readonly (readonly [gap: number, fact: Value<ReturnType<typeof draft>>])[];
  readonly last: number;
}

function placed(start: number, { opening, terms, status, priority, rest, last }: Drawn): DrawnTicket {
  const calendars = new Map([[1, terms.calendar]]);
  const first = { seq: 1, at: start, ...opening, status, priority, policy: terms.policy };
  const facts: SlaFact[] = [{ ...first, calendar: terms.calendar.calendar }];
  const replies: string[] = [];
  let at = start;
  for (const [index, [gap, fact]] of rest.entries()) {
    at = gap === UNTIL_DUE ? nextDue(facts, at) : at + gap;
    const place = { seq: index + 2, at };
    const messageId = String(place.seq);
    if (fact.type === 'policy') {
      calendars.set(place.seq, fact.calendar);
      facts.push({ ...place, ...fact, calendar: fact.calendar.calendar });
    } else if (fact.type === 'message') {
      facts.push({ ...place, ...fact, messageId });
      if (fact.by === 'agent') replies.unshift(messageId);
    } else if ('back' in fact) {
      facts.push({ ...place, type: fact.type, messageId: replies[fact.back] ?? 'never sent' });
    } else facts.push({ ...place, ...fact });
  }
  return { facts, now: last === UNTIL_DUE ? nextDue(facts, at) : at + last, calendars };
}

/** The soonest instant (ms) after another at which something is due, if that is soon. The fold's word is good enough to aim. */
function nextDue(facts: readonly SlaFact[], at: number): number {
  const due = upcoming(foldFacts(facts)).find((mark) => mark.at > at)?.at ?? at;
  return due - at < 48 * HOUR ? due : at;
}

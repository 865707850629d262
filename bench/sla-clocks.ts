import type { Calendar } from '#domain/sla/calendar';
import type { SlaFact } from '#domain/sla/fact';
import type { SlaPolicy } from '#domain/sla/policy';

const HOUR = 3_600_000;
const ROUNDS = 3000;
const START = Date.parse('2026-03-02T08:00:00Z');

const day: [string, string][] = [
  ['08:30', '12:00'],
  ['13:00', '17:30'],
];
const calendar: Calendar = {
  timeZone: 'Europe/Berlin',
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day },
  holidays: ['2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25', '2026-12-25'],
  exceptions: [{ date: '2026-12-24', hours: [['08:30', '12:00']] }],
};
const policy: SlaPolicy = {
  targets: { normal: { firstResponse: 7200, nextResponse: 14_400, resolution: 576_000 } },
  pauses: { resolution: ['pending', 'on_hold'] },
  warnAt: [50, 75, 90],
};

/** Three weeks of questions, answers and pauses over the change to summer time: 60 facts. */
function facts(): SlaFact[] {
  const begun: SlaFact = {
    ...{ seq: 1, at: START, type: 'created', by: 'customer', priority: 'normal', status: 'new' },
    ...{ policy, calendar },
  };
  const message = { type: 'message', public: true, auto: false } as const;
  const round = [
    { ...message, by: 'agent' },
    { type: 'status', to: 'pending' },
    { ...message, by: 'customer' },
    { type: 'status', to: 'open' },
  ] as const;
  const later = Array.from({ length: 59 }, (_, index): SlaFact => {
    const place = { seq: index + 2, at: START + (index + 1) * 9 * HOUR + index * 1234 };
    return { ...place, ...round[index % round.length] } as SlaFact;
  });
  return [begun, ...later];
}

const timed = (act: () => unknown): number => {
  const began = performance.now();
  act();
  return performance.now() - began;
};
const show = (ms: number) => `${ms.toFixed(3)} ms`;

/** Measure the clocks of one ticket as engine, list and explanation ask for them. */
export async function benchSlaClocks(): Promise<string[]> {
  const began = performance.now();
  const { clocksAt, clocksFrom, upcoming } = await import('#domain/sla/clocks-at');
  const { foldFact, foldFacts } = await import('#domain/sla/fold-fact');
  const loaded = performance.now() - began;

  const all = facts();
  const now = START + 600 * HOUR;
  const cold = timed(() => clocksFrom(all, now));
  const median = (act: () => unknown) => {
    const times = Array.from({ length: ROUNDS }, () => timed(act)).sort((a, b) => a - b);
    return { median: times[ROUNDS / 2] ?? NaN, p99: times[Math.floor(ROUNDS * 0.99)] ?? NaN };
  };
  const warm = median(() => clocksFrom(all, now));
  const stored = JSON.stringify(foldFacts(all.slice(0, -1)));
  const last = all.at(-1);
  const step = median(() => {
    const state = JSON.parse(stored) as ReturnType<typeof foldFacts>;
    if (last) upcoming(foldFact(state, last));
  });
  const state = foldFacts(all);
  const look = median(() => clocksAt(state, now));
  return [
    `clocks: ${clocksAt(state, now).length} after ${all.length} facts`,
    `loading the code: ${show(loaded)}`,
    `all facts, cold: ${show(cold)}`,
    `all facts, warm: ${show(warm.median)} (p99 ${show(warm.p99)}; goal < 1 ms)`,
    `one more fact into a stored state, and what is next: ${show(step.median)} (p99 ${show(step.p99)})`,
    `looking at a state: ${show(look.median)} (p99 ${show(look.p99)})`,
    `state: ${stored.length} bytes of JSON`,
  ];
}

import type { ClockView } from '#domain/sla/clocks-at';
import type { SlaFact } from '#domain/sla/fact';
import type { SlaPolicy } from '#domain/sla/policy';
import type { Metric } from '#domain/tickets/words';
import type { MinuteCounter } from '#testkit/minute-counter';

const MINUTE = 60_000;
const ORDER: Metric[] = ['firstResponse', 'nextResponse', 'resolution'];

/** A clock that is ticked. */
interface Ticked {
  metric: Metric;
  openedBy: number;
  startedAt: number;
  state: 'running' | 'paused' | 'met' | 'cancelled';
  used: number;
  /** Each open slice of a minute that was counted: when, and what was used before it. */
  slices: { at: number; before: number; ms: number }[];
  target: number | null;
  dueAt: number | null;
  metAt: number | null;
  marks: Map<number, number>;
  /** Cancelled only for as long as the ticket is away. */
  comesBack: boolean;
}

/**
 * The clocks of a ticket at `now` (ms), by ticking through every minute of its life: DESIGN §5 once more, with none of the
 * code of `domain/sla`. Facts undone are left out before anything else; time used is one number that grows.
 *
 * @param minutesOf the counted minutes of a fact's calendar
 */
export function tickClocks(all: readonly SlaFact[], now: number, minutesOf: (fact: SlaFact) => MinuteCounter) {
  const facts = all.filter((fact, index) => !isUndone(fact, all.slice(index + 1)));
  const [first] = facts;
  if (!first || !('policy' in first) || first.type === 'policy') throw new Error('no opening fact');
  const clocks: Ticked[] = [];
  let policy: SlaPolicy | null = first.policy;
  let minutes = minutesOf(first);
  let status = first.status;
  let priority = first.priority;
  let begun = first.type === 'imported' && first.answered;
  let wasOver = false;
  const away = new Set<string>();

  const over = () => status === 'resolved' || status === 'closed';
  const promised = (metric: Metric) => {
    const seconds = policy?.targets[priority]?.[metric];
    return seconds === undefined ? null : seconds * 1000;
  };
  const open = (clock: Ticked) => clock.state === 'running' || clock.state === 'paused';
  const byStatus = (metric: Metric) => ((policy?.pauses[metric] ?? []).includes(status) ? 'paused' : 'running');
  const start = (metric: Metric, { seq, at }: SlaFact) => {
    if (metric === 'firstResponse') begun = true;
    clocks.push({
      ...{ metric, openedBy: seq, startedAt: at, state: byStatus(metric), used: 0, slices: [], target: null },
      ...{ dueAt: null, metAt: null, marks: new Map<number, number>(), comesBack: false },
    });
  };
  const close = (clock: Ticked, state: 'met' | 'cancelled', at: number) => {
    clock.state = state;
    clock.target = promised(clock.metric);
    clock.metAt = state === 'met' ? at : null;
    clock.dueAt = state === 'met' ? due(clock, clock.target, minutes, at) : null;
  };
  /** The status has its say over a clock, whether or not it is new. */
  const obey = (clock: Ticked, at: number) => {
    if (over()) {
      if (open(clock)) close(clock, clock.metric === 'resolution' ? 'met' : 'cancelled', at);
    } else if (open(clock) || (clock.metric === 'resolution' && clock.state === 'met')) {
      clock.state = byStatus(clock.metric);
      clock.metAt = null;
    }
  };
  const obeyAll = (fact: SlaFact) => {
    clocks.forEach((clock) => obey(clock, fact.at));
    if (!over() && !clocks.some(({ metric }) => metric === 'resolution')) start('resolution', fact);
  };

  const happen = (fact: SlaFact) => {
    switch (fact.type) {
      case 'created':
      case 'split':
        if (fact.by === 'customer') start('firstResponse', fact);
        start('resolution', fact);
        obeyAll(fact);
        break;
      case 'other':
        break;
      case 'imported':
        if (!over()) start('resolution', fact);
        break;
      case 'message':
        if (away.size || fact.auto || !fact.public || fact.by === 'system') break;
        if (fact.by === 'agent') {
          for (const clock of clocks) if (clock.metric !== 'resolution' && open(clock)) close(clock, 'met', fact.at);
        } else if (!clocks.some((clock) => clock.metric !== 'resolution' && open(clock)))
          start(begun ? 'nextResponse' : 'firstResponse', fact);
        break;
      case 'status':
        status = fact.to;
        if (!away.size) obeyAll(fact);
        break;
      case 'priority':
        priority = fact.to;
        break;
      case 'policy':
        policy = fact.policy;
        minutes = minutesOf(fact);
        for (const clock of clocks) if (open(clock)) clock.state = byStatus(clock.metric);
        break;
      case 'merged':
      case 'spam':
      case 'deleted':
        if (!away.size) wasOver = over();
        away.add(fact.type);
        for (const clock of clocks)
          if (open(clock)) {
            close(clock, 'cancelled', fact.at);
            clock.comesBack = true;
          }
        break;
      case 'unmerged':
      case 'not_spam':
      case 'restored': {
        const reason = { unmerged: 'merged', not_spam: 'spam', restored: 'deleted' }[fact.type];
        if (!away.delete(reason) || away.size) break;
        for (const clock of clocks)
          if (clock.comesBack) {
            clock.comesBack = false;
            clock.state = byStatus(clock.metric);
          }
        if (over() !== wasOver) obeyAll(fact);
        break;
      }
      case 'unsent':
      case 'released':
    }
  };

  const thresholds = (clock: Ticked) => {
    const target = open(clock) ? promised(clock.metric) : null;
    return target === null ? [] : [...(policy?.warnAt ?? []), 100].map((percent) => ({ percent, ms: (target * percent) / 100 })); // prettier-ignore
  };
  const mark = (clock: Ticked, percent: number, at: number) => {
    if (!clock.marks.has(percent)) clock.marks.set(percent, at);
  };

  let next = 0;
  for (let at = first.at; ;) {
    for (let fact = facts[next]; fact?.at === at; fact = facts[next]) {
      happen(fact);
      next += 1;
    }
    for (const clock of clocks)
      for (const { percent, ms } of thresholds(clock)) if (clock.used >= ms) mark(clock, percent, at);
    if (at >= now) break;
    const minuteEnd = (Math.floor(at / MINUTE) + 1) * MINUTE;
    const until = Math.min(minuteEnd, facts[next]?.at ?? Infinity, now);
    if (minutes.isOpen(at))
      for (const clock of clocks) {
        if (clock.state !== 'running') continue;
        for (const { percent, ms } of thresholds(clock))
          if (clock.used < ms && Math.ceil(ms) - clock.used < until - at)
            mark(clock, percent, at + Math.ceil(ms) - clock.used);
        clock.slices.push({ at, before: clock.used, ms: until - at });
        clock.used += until - at;
      }
    at = until;
  }

  return clocks
    .flatMap((clock): ClockView[] => {
      const target = open(clock) ? promised(clock.metric) : clock.target;
      if (target === null) return [];
      const { metric, openedBy, startedAt, state, metAt, marks, used } = clock;
      const dueAt = state === 'running' ? due(clock, target, minutes, now) : state === 'met' ? clock.dueAt : null;
      const warnings = [...marks].filter(([percent]) => percent < 100).map(([percent, at]) => ({ percent, at }));
      warnings.sort((a, b) => a.at - b.at || a.percent - b.percent);
      const seen = { metric, openedBy, startedAt, state, targetMs: target, dueAt, metAt, warnings, usedMs: used };
      return [{ ...seen, breachedAt: marks.get(100) ?? null }];
    })
    .sort((a, b) => ORDER.indexOf(a.metric) - ORDER.indexOf(b.metric) || a.openedBy - b.openedBy);
}

/** The first instant at which so much was used, were the clock to go on at `now`. */
function due({ slices, used }: Ticked, target: number | null, minutes: MinuteCounter, now: number): number | null {
  if (target === null) return null;
  const slice = slices.find(({ before, ms }) => before + ms >= target);
  return slice ? slice.at + target - slice.before : minutes.add(now, target - used);
}

/** A held reply is undone by the first word on it, if that is "unsent". */
function isUndone(fact: SlaFact, later: readonly SlaFact[]): boolean {
  if (fact.type !== 'message' || !fact.held) return false;
  return later.find((word) => 'messageId' in word && word.type !== 'message' && word.messageId === fact.messageId)?.type === 'unsent'; // prettier-ignore
}

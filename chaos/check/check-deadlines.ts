import type { SlaFact } from '#domain/sla/fact';
import { minuteCounter } from '#testkit/minute-counter';
import { tickClocks } from '#testkit/naive-sla';
import type { SlaRecordRow } from '#testkit/factories/sla-records';
import type { Finding } from './finding.ts';

/** A ticket's clocks as they should have been recorded, and as they were. */
export interface TicketRecords {
  readonly ticketId: string;
  readonly facts: readonly SlaFact[];
  readonly records: readonly (SlaRecordRow & { readonly openedBy: number })[];
}

/** Instants that fell due, and how late each was recorded beyond the outages it fell into; ms. */
export interface DeadlineFigures {
  readonly due: number;
  readonly lateness: readonly number[];
}

/** Something was away from one instant (ms) to another; tickets whose workflows were ended with it. */
export interface Outage {
  readonly from: number;
  readonly to: number;
  readonly terminated: readonly string[];
}

const patienceMs = 10_000;
const minute = 60_000;

/**
 * I3: each due instant has exactly one record, none for an answer in time, none early, none later than the outages it fell
 * into and 10 s; and 30 s and a sweep more if its ticket's workflow was terminated.
 *
 * What is due a counter says that shares no code with `domain/sla`.
 *
 * @param now when the records were read (ms)
 */
export function checkDeadlines(
  tickets: readonly TicketRecords[],
  outages: readonly Outage[],
  { now, sweepMs }: { readonly now: number; readonly sweepMs: number },
): {
  readonly findings: readonly Finding[];
  readonly figures: DeadlineFigures;
  /** Tickets with something to find, whose histories tell why. */
  readonly ticketIds: ReadonlySet<string>;
} {
  const findings: Finding[] = [];
  const lateness: number[] = [];
  const ticketIds = new Set<string>();
  let due = 0;

  for (const { ticketId, facts, records } of tickets) {
    const report = (what: string) => {
      ticketIds.add(ticketId);
      findings.push({ invariant: 'I3', what });
    };
    const [first] = facts;
    if (!first) continue;
    const from = Math.floor(first.at / minute) * minute;
    const counter = minuteCounter(null, from, from + 24 * 60 * minute);
    const expected = tickClocks(facts, now, () => counter).flatMap(({ metric, openedBy, warnings, breachedAt }) => [
      ...warnings.map(({ percent, at }) => ({ metric, openedBy, percent, at })),
      ...(breachedAt === null ? [] : [{ metric, openedBy, percent: 100, at: breachedAt }]),
    ]);
    due += expected.length;
    const name = (mark: { metric: string; openedBy: number; percent: number }) =>
      `${ticketId} ${mark.metric} of ${String(mark.openedBy)} at ${String(mark.percent)} %`;
    const onRecord = new Map(records.map((record) => [name(record), record]));
    if (onRecord.size !== records.length) report(`${ticketId}: something is recorded twice`);

    for (const mark of expected) {
      const record = onRecord.get(name(mark));
      onRecord.delete(name(mark));
      const at = record?.recordedAt.getTime() ?? now;
      const outage = timeWithin(outages, mark.at, at);
      const slower = wasTerminated(outages, ticketId, mark.at, at) ? 30_000 + sweepMs : 0;
      const late = at - mark.at - outage;
      if (late > patienceMs + slower) {
        const how = `, due ${new Date(mark.at).toISOString()}, ${record ? 'was recorded' : 'is not recorded'}`;
        report(
          `${name(mark)} ${how} ${String(at - mark.at)} ms after it was due, ${String(outage)} ms of them outages`,
        );
      }
      if (!record) continue;
      lateness.push(Math.max(0, late));
      if (record.dueAt.getTime() !== mark.at) report(`${name(mark)} is recorded with another due instant`);
      if (at <= mark.at) report(`${name(mark)} was recorded ${String(mark.at - at)} ms early`);
      if (record.withdrawnAt) report(`${name(mark)} was withdrawn`);
    }
    for (const record of onRecord.keys()) report(`${record} is recorded and never was due`);
  }
  return { findings, figures: { due, lateness: lateness.sort((a, b) => a - b) }, ticketIds };
}

/** How much of the time between two instants (ms) anything was away. */
function timeWithin(outages: readonly Outage[], from: number, to: number): number {
  let covered = from;
  let sum = 0;
  for (const outage of [...outages].sort((a, b) => a.from - b.from)) {
    const [begin, end] = [Math.max(covered, outage.from), Math.min(to, outage.to)];
    if (end <= begin) continue;
    sum += end - begin;
    covered = end;
  }
  return sum;
}

function wasTerminated(outages: readonly Outage[], ticketId: string, dueAt: number, recordedAt: number): boolean {
  // The engine needs a moment to end it, and until then it may have been asked to wait for this instant.
  return outages.some(
    ({ terminated, from, to }) => terminated.includes(ticketId) && from <= recordedAt && dueAt <= to + 40_000,
  );
}

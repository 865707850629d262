import { upcoming, type ClockMark } from '#domain/sla/clocks-at';
import { marksToRecord } from '#domain/sla/marks-to-record';
import type { RecordedMarks } from '#domain/tickets/engine/exchange';
import type { FactDraft } from '#domain/tickets/fact';
import { slaRecords } from '#store/sla-records';
import { command } from './command.ts';

/**
 * Put on record what a ticket's clocks have reached: each warning and the breach of each clock once, with the instant it
 * was due and the instant of the recording, and a fact for each. Records of clocks that vanished are withdrawn.
 *
 * The clocks are those of all facts there are, read under the ticket's lock: an answer in time is no breach, however late
 * this is called. Safe to repeat; called early it answers how long to wait.
 */
export const recordSlaMarks = command<{ readonly ticketId: string }, RecordedMarks>(
  'record-sla-marks',
  async (work, { ticketId }) => {
    const ticket = await work.lockItself(ticketId);
    const { sla, now, row } = ticket;
    const { missing, vanished: all } = marksToRecord(sla, now, await slaRecords.list(work.client, ticketId));
    const vanished = all.filter(({ isWithdrawn }) => !isWithdrawn);
    if (vanished.length > 0) await slaRecords.withdraw(work.client, ticketId, vanished);
    if (missing.length === 0) return { seq: row.lastSeq, waitMs: waitMs(upcoming(sla), now), recorded: 0, now };

    const recorded = await work.record(ticket, missing.map(draftOf));
    const first = row.lastSeq + 1;
    const records = missing.map(({ metric, openedBy, percent, at }, index) => {
      return { metric, openedBy, percent, dueAt: at, recordedAt: now, seq: first + index };
    });
    await slaRecords.insert(work.client, ticketId, records);
    const { row: after, sla: clocks } = recorded.ticket;
    return { seq: after.lastSeq, waitMs: waitMs(upcoming(clocks), now), recorded: missing.length, now };
  },
);

function draftOf({ metric, openedBy, percent, at }: ClockMark): FactDraft {
  const type = percent === 100 ? 'sla_breached' : 'sla_warning';
  return { type, metric, openedBy, percent, dueAt: at };
}

/** An instant counts once it is past, so one millisecond more. */
function waitMs([next]: readonly ClockMark[], now: number): number | null {
  return next ? Math.max(0, next.at + 1 - now) : null;
}

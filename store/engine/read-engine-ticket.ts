import { clocksAt, reachedBefore, upcoming } from '#domain/sla/clocks-at';
import { marksToRecord } from '#domain/sla/marks-to-record';
import type { SlaState } from '#domain/sla/sla-state';
import type { EngineTicket } from '#domain/tickets/engine/engine-state';
import type { StoredEngine } from '#domain/tickets/engine/exchange';
import { subjectOf } from '#domain/tickets/subject-of';
import { isAway } from '#domain/tickets/ticket';
import type { Queryable } from '../queryable.ts';
import { slaRecords } from '../sla-records.ts';
import { ticketColumns, type TicketRow } from '../tickets/ticket-row.ts';

/** A ticket as its workflow loads it, with its engine row and the database's epoch. */
export interface LoadedTicket {
  readonly epoch: string;
  readonly engine: StoredEngine;
  readonly lastSeq: number;
  /** `nixflow_now()` (ms). */
  readonly now: number;
  readonly flowVersionIds: readonly string[];
  /** Which calendars are open is told by who knows which are asked for. */
  readonly ticket: Omit<EngineTicket, 'openCalendars'>;
}

interface Row extends TicketRow {
  readonly sla: SlaState;
  readonly now: number;
  readonly epoch: string;
  readonly reopenWindowSeconds: number;
  readonly engineVersion: number;
  readonly seenSeq: number;
  readonly engineState: StoredEngine['state'];
}

/** One statement, so one moment. Null if there is no such ticket. */
export async function readEngineTicket(client: Queryable, ticketId: string): Promise<LoadedTicket | null> {
  const { rows } = await client.query<Row>(
    `SELECT ${ticketColumns}, s.state AS sla, (extract(epoch FROM nixflow_now()) * 1000)::float8 AS now,
       coalesce(i.database_epoch, '00000000-0000-0000-0000-000000000000') AS epoch,
       coalesce(i.reopen_window_seconds, 604800) AS "reopenWindowSeconds",
       e.version AS "engineVersion", e.seen_seq AS "seenSeq", e.state AS "engineState"
     FROM ticket t JOIN ticket_sla s ON s.ticket_id = t.id JOIN ticket_engine e ON e.ticket_id = t.id
       LEFT JOIN installation i ON true
     WHERE t.id = $1`,
    [ticketId],
  );
  const [row] = rows;
  if (!row) return null;
  return {
    epoch: row.epoch,
    engine: { version: row.engineVersion, seenSeq: row.seenSeq, state: row.engineState },
    lastSeq: row.lastSeq,
    now: row.now,
    flowVersionIds: row.flowVersionIds,
    ticket: {
      ...subjectOf(row),
      number: row.number,
      isAway: isAway(row),
      // A long conversation has a clock for every question; those that ended would travel in each load and each state.
      clocks: clocksAt(row.sla, row.now)
        .filter(({ state }) => state === 'running' || state === 'paused')
        .map(({ metric, state, dueAt, breachedAt }) => ({ metric, state, dueAt, breached: breachedAt !== null })),
      hasUnrecorded: await hasUnrecorded(client, row),
      nextMarkAt: upcoming(row.sla)[0]?.at ?? null,
      closesAt: row.resolvedAt === null ? null : row.resolvedAt + row.reopenWindowSeconds * 1000,
    },
  };
}

/** Most tickets have reached no mark, so the record need not be asked. */
async function hasUnrecorded(client: Queryable, { id, sla, now }: Row): Promise<boolean> {
  if (reachedBefore(sla, now).length === 0) return false;
  return marksToRecord(sla, now, await slaRecords.list(client, id)).missing.length > 0;
}

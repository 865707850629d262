import type { MarkName } from '#domain/sla/marks-to-record';
import type { PoolClient } from 'pg';
import type { Queryable } from './queryable.ts';

/** A record to be written; instants in ms. */
export interface NewSlaRecord extends MarkName {
  readonly dueAt: number;
  readonly recordedAt: number;
  /** The fact that tells of it. */
  readonly seq: number;
}

/** The marks of a ticket that are on record, withdrawn ones too. Who writes by it holds the ticket's lock. */
async function list(
  client: Queryable,
  ticketId: string,
): Promise<readonly (MarkName & { readonly isWithdrawn: boolean })[]> {
  const { rows } = await client.query<MarkName & { isWithdrawn: boolean }>(
    `SELECT metric, opened_by AS "openedBy", percent, withdrawn_at IS NOT NULL AS "isWithdrawn"
     FROM sla_record WHERE ticket_id = $1`,
    [ticketId],
  );
  return rows;
}

async function insert(client: PoolClient, ticketId: string, records: readonly NewSlaRecord[]): Promise<void> {
  await client.query(
    `INSERT INTO sla_record (ticket_id, metric, opened_by, percent, due_at, recorded_at, seq)
     SELECT $1, metric, "openedBy", percent, to_timestamp("dueAt" / 1000.0), to_timestamp("recordedAt" / 1000.0), seq
     FROM jsonb_to_recordset($2::jsonb)
       AS r (metric text, "openedBy" int, percent smallint, "dueAt" numeric, "recordedAt" numeric, seq int)`,
    [ticketId, JSON.stringify(records)],
  );
}

/** Mark records of clocks that turned out never to have been. They stay. */
async function withdraw(client: PoolClient, ticketId: string, marks: readonly MarkName[]): Promise<void> {
  await client.query(
    `UPDATE sla_record r SET withdrawn_at = nixflow_now()
     FROM jsonb_to_recordset($2::jsonb) AS m (metric text, "openedBy" int, percent smallint)
     WHERE r.ticket_id = $1 AND r.metric = m.metric AND r.opened_by = m."openedBy" AND r.percent = m.percent
       AND r.withdrawn_at IS NULL`,
    [ticketId, JSON.stringify(marks)],
  );
}

/** What was recorded of tickets' clocks. */
export const slaRecords = { list, insert, withdraw };

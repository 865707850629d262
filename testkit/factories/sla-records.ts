import type { Queryable } from '#store/queryable';

/** A record of a ticket's clocks as tests look at it. */
export interface SlaRecordRow {
  readonly metric: string;
  readonly percent: number;
  readonly dueAt: Date;
  readonly recordedAt: Date;
  readonly withdrawnAt: Date | null;
}

/** What is on record of a ticket's clocks, in the order of recording. */
export async function readSlaRecords(client: Queryable, ticketId: string): Promise<SlaRecordRow[]> {
  const { rows } = await client.query<SlaRecordRow>(
    `SELECT metric, percent, due_at AS "dueAt", recorded_at AS "recordedAt", withdrawn_at AS "withdrawnAt"
     FROM sla_record WHERE ticket_id = $1 ORDER BY seq`,
    [ticketId],
  );
  return rows;
}

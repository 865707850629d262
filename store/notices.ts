import type { PoolClient } from 'pg';

/** Something people are told about a ticket by one effect. */
export interface NewNotice {
  readonly staffIds: readonly string[];
  readonly ticketId: string;
  readonly text: string;
  readonly effectKey: string;
  /** ms */
  readonly at: number;
}

/** Write a notice for each person, in the effect's transaction. */
async function insert(client: PoolClient, { staffIds, ticketId, text, effectKey, at }: NewNotice): Promise<void> {
  await client.query(
    `INSERT INTO notice (staff_id, ticket_id, text, effect_key, created_at)
     SELECT staff_id, $2, $3, $4, $5 FROM unnest($1::uuid[]) AS staff_id`,
    [staffIds, ticketId, text, effectKey, new Date(at)],
  );
}

/** What people are told in the app. */
export const notices = { insert };

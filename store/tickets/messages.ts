import type { Queryable } from '../queryable.ts';

/** A message's text, beside the fact that tells of it. */
export interface NewMessage {
  readonly id: string;
  readonly ticketId: string;
  /** Of the fact `message` or `created`. */
  readonly seq: number;
  readonly body: string;
}

/** Keep what was written, in the transaction that writes the fact. */
async function insert(client: Queryable, { id, ticketId, seq, body }: NewMessage): Promise<void> {
  await client.query('INSERT INTO message (id, ticket_id, seq, body) VALUES ($1, $2, $3, $4)', [
    ...[id, ticketId, seq, body],
  ]);
}

/** What was written on tickets. */
export const messages = { insert };

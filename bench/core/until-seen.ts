import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';

/** Tells when workflows have seen facts, by asking PostgreSQL for all who wait at once. */
export interface SeenWatch {
  /**
   * Resolves when the row of a ticket's workflow says that it has seen a fact, with the instant at which that row was
   * written: `saved_at`, in milliseconds since 1970. Nothing else may happen to the ticket meanwhile.
   */
  seen(ticketId: string, seq: number): Promise<number>;
}

const everyMs = 5;
const patienceMs = 60_000;

interface Waiting {
  readonly ticketId: string;
  readonly seq: number;
  readonly until: number;
  readonly resolve: (savedAt: number) => void;
  readonly reject: (error: Error) => void;
}

/** Watch the rows of a database. What is asked for costs a question each 5 ms, however many wait. */
export function watchSeen(pool: pg.Pool): SeenWatch {
  let waiting: Waiting[] = [];
  let isAsking = false;

  async function ask(): Promise<void> {
    isAsking = true;
    while (waiting.length > 0) {
      const asked = waiting;
      const { rows } = await pool.query<{ place: number; savedAt: number }>(
        `SELECT place::int, (extract(epoch FROM saved_at) * 1000)::float8 AS "savedAt"
         FROM unnest($1::uuid[], $2::int[]) WITH ORDINALITY AS asked (ticket_id, seq, place)
           JOIN ticket_engine USING (ticket_id) WHERE seen_seq >= asked.seq`,
        [asked.map(({ ticketId }) => ticketId), asked.map(({ seq }) => seq)],
      );
      const savedAt = new Map(rows.map((row) => [asked[row.place - 1], row.savedAt]));
      waiting = waiting.filter((one) => {
        const at = savedAt.get(one);
        if (at !== undefined) one.resolve(at);
        else if (Date.now() > one.until) one.reject(new Error(`Ticket ${one.ticketId}: fact ${one.seq} is not seen.`));
        else return true;
        return false;
      });
      await wait(everyMs);
    }
    isAsking = false;
  }

  return {
    seen: (ticketId, seq) =>
      new Promise((resolve, reject) => {
        waiting = [...waiting, { ticketId, seq, until: Date.now() + patienceMs, resolve, reject }];
        if (isAsking) return;
        ask().catch((error: unknown) => {
          isAsking = false;
          for (const one of waiting) one.reject(error as Error);
        });
      }),
  };
}

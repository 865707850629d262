import type { Queryable } from '../queryable.ts';

/** The highest number that a ticket has; 0 if there is none. */
export async function newestNumber(client: Queryable): Promise<number> {
  const { rows } = await client.query<{ number: number }>(
    'SELECT coalesce(max(number), 0)::float8 AS number FROM ticket',
  );
  return rows[0]?.number ?? 0;
}

import type { QuietHours } from '#domain/notices/mail-time';
import type { Queryable } from '../queryable.ts';

/** When somebody wants no mail; null: they said nothing. */
export async function readQuietHours(client: Queryable, staffId: string): Promise<QuietHours | null> {
  const { rows } = await client.query<{ quietHours: QuietHours | null }>(
    'SELECT quiet_hours AS "quietHours" FROM staff WHERE id = $1',
    [staffId],
  );
  return rows[0]?.quietHours ?? null;
}

/** Write when somebody wants no mail; null: they want it at any time. */
export async function writeQuietHours(client: Queryable, staffId: string, quiet: QuietHours | null): Promise<void> {
  await client.query('UPDATE staff SET quiet_hours = $2 WHERE id = $1', [staffId, quiet && JSON.stringify(quiet)]);
}

import { calendar, type Calendar } from '#domain/sla/calendar';
import type { Queryable } from '../queryable.ts';

/** Versions never change. */
const known = new Map<string, Calendar>();

/** The hours of a calendar's version. */
export async function readCalendarVersion(client: Queryable, versionId: string): Promise<Calendar | 'missing'> {
  const held = known.get(versionId);
  if (held) return held;
  const { rows } = await client.query<{ body: unknown }>('SELECT body FROM calendar_version WHERE id = $1', [
    versionId,
  ]);
  const [row] = rows;
  if (!row) return 'missing';
  const hours = calendar.parse(row.body);
  known.set(versionId, hours);
  return hours;
}

import type { Calendar } from '#domain/sla/calendar';
import { readCalendar } from '#domain/sla/read-calendar';
import type { Queryable } from '../queryable.ts';

/** Versions never change. */
const known = new Map<string, Calendar | 'unreadable'>();

/** The hours of a calendar's version; `unreadable` if only newer code knows what they mean. */
export async function readCalendarVersion(
  client: Queryable,
  versionId: string,
): Promise<Calendar | 'missing' | 'unreadable'> {
  const held = known.get(versionId);
  if (held) return held;
  const { rows } = await client.query<{ body: unknown }>('SELECT body FROM calendar_version WHERE id = $1', [
    versionId,
  ]);
  const [row] = rows;
  if (!row) return 'missing';
  const hours = readCalendar(row.body);
  known.set(versionId, hours);
  return hours;
}

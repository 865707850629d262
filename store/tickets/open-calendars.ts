import type { ConditionSubject } from '#domain/conditions/evaluate';
import type { Calendar } from '#domain/sla/calendar';
import { isOpen } from '#domain/sla/is-open';
import { readCalendar } from '#domain/sla/read-calendar';
import type { Queryable } from '../queryable.ts';

/** Versions never change: their hours are read once. */
const known = new Map<string, Calendar | 'unreadable'>();

/** Which of these calendars are open now, by `nixflow_now()`, each in its current version, and which cannot be read. */
export async function readOpenCalendars(
  client: Queryable,
  ids: readonly string[],
): Promise<Pick<ConditionSubject, 'openCalendars' | 'unreadableCalendars'>> {
  // Hardly any condition asks for hours.
  if (ids.length === 0) return { openCalendars: [] };
  const { rows } = await client.query<{ id: string; versionId: string; body: unknown; now: number }>(
    `SELECT DISTINCT ON (calendar_id) calendar_id AS id, id AS "versionId",
       CASE WHEN id = ANY($2) THEN NULL ELSE body END AS body,
       (extract(epoch FROM nixflow_now()) * 1000)::float8 AS now
     FROM calendar_version WHERE calendar_id = ANY($1) ORDER BY calendar_id, version DESC`,
    [ids, [...known.keys()]],
  );
  const calendars = rows.map(({ id, versionId, body, now }) => {
    const hours = known.get(versionId) ?? readCalendar(body);
    known.set(versionId, hours);
    return { id, hours, now };
  });
  const unreadable = calendars.filter(({ hours }) => hours === 'unreadable');
  return {
    openCalendars: calendars.flatMap(({ id, hours, now }) =>
      hours !== 'unreadable' && isOpen(hours, now) ? [id] : [],
    ),
    ...(unreadable.length > 0 && { unreadableCalendars: unreadable.map(({ id }) => id) }),
  };
}

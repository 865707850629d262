import { businessTime } from '#domain/sla/business-time';
import { calendar, type Calendar } from '#domain/sla/calendar';
import type { Queryable } from '../queryable.ts';

/** Versions never change. */
const known = new Map<string, Calendar>();

/** Ids of the calendars that are open now, by `nixflow_now()`, each in its current version. */
export async function readOpenCalendars(client: Queryable): Promise<string[]> {
  const { rows } = await client.query<{ id: string; versionId: string; body: unknown; now: number }>(
    `SELECT DISTINCT ON (calendar_id) calendar_id AS id, id AS "versionId", body,
       (extract(epoch FROM nixflow_now()) * 1000)::float8 AS now
     FROM calendar_version ORDER BY calendar_id, version DESC`,
  );
  return rows
    .filter(({ versionId, body, now }) => {
      const hours = known.get(versionId) ?? calendar.parse(body);
      known.set(versionId, hours);
      // A millisecond that counts is one in which it is open.
      return businessTime(hours).between(now, now + 1) === 1;
    })
    .map(({ id }) => id);
}

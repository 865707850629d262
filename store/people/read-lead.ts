import type { Queryable } from '../queryable.ts';
import { isHere } from './staff.ts';

/** Who leads a team: an active member who is there at this moment; null if nobody does. */
export async function readLead(client: Queryable, teamId: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT s.id FROM team t JOIN staff s ON s.id = t.lead_id JOIN team_member m ON m.team_id = t.id AND m.staff_id = s.id
     WHERE t.id = $1 AND s.is_active AND s.kind = 'person' AND ${isHere}`,
    [teamId],
  );
  return rows[0]?.id ?? null;
}

import type { Audience } from '#domain/flow/document';
import type { Queryable } from '../queryable.ts';
import { readLead } from './read-lead.ts';

/** What of a ticket decides who is told about it. */
export interface AudienceScope {
  readonly assigneeId: string | null;
  readonly teamId: string | null;
}

/** Ids of the active people that an audience names for a ticket, each once. */
export async function readAudience(
  client: Queryable,
  to: readonly Audience[],
  { assigneeId, teamId }: AudienceScope,
): Promise<string[]> {
  const persons = to.flatMap((one) => (one.kind === 'person' ? [one.staffId] : []));
  const roles = to.flatMap((one) =>
    one.kind === 'role' ? [one.role] : one.kind === 'supervisors' ? ['supervisor'] : [],
  );
  const wants = (kind: Audience['kind']) => to.some((one) => one.kind === kind);
  const leadId = wants('lead') && teamId !== null ? await readLead(client, teamId) : null;
  const { rows } = await client.query<{ id: string }>(
    `SELECT s.id FROM staff s WHERE s.is_active AND s.kind = 'person' AND (
       s.id = ANY($1) OR s.role = ANY($2)
       OR EXISTS (SELECT FROM team_member m WHERE m.staff_id = s.id AND m.team_id = $3))
     ORDER BY s.id`,
    [
      [
        ...persons,
        ...(wants('assignee') && assigneeId !== null ? [assigneeId] : []),
        ...(leadId === null ? [] : [leadId]),
      ],
      roles,
      wants('team') || (wants('lead') && leadId === null) ? teamId : null,
    ],
  );
  return rows.map(({ id }) => id);
}

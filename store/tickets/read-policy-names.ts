import type { Queryable } from '../queryable.ts';

/** A version of a policy and the hours it counts by, by name. */
export interface PolicyNames {
  readonly versionId: string;
  readonly name: string;
  readonly version: number;
  /** Null: around the clock. */
  readonly calendar: {
    readonly versionId: string;
    readonly name: string;
    readonly version: number;
    readonly timeZone: string;
  } | null;
}

/** The names of some versions of policies. */
export async function readPolicyNames(client: Queryable, versionIds: readonly string[]): Promise<PolicyNames[]> {
  const { rows } = await client.query<PolicyNames>(
    `SELECT v.id AS "versionId", p.name, v.version,
       CASE WHEN h.id IS NOT NULL THEN jsonb_build_object('versionId', h.id, 'name', c.name, 'version', h.version,
         'timeZone', coalesce(h.body->>'timeZone', '')) END AS calendar
     FROM sla_policy_version v JOIN sla_policy p ON p.id = v.policy_id
       LEFT JOIN calendar_version h ON h.id = v.calendar_version_id LEFT JOIN calendar c ON c.id = h.calendar_id
     WHERE v.id = ANY($1)`,
    [versionIds],
  );
  return rows;
}

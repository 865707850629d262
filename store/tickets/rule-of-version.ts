import type { Queryable } from '../queryable.ts';

/** A version belongs to one rule for ever. */
const known = new Map<string, string>();

/** The policies and flows that versions are of, to be asked for by the version's id. Null for none. */
export async function readRuleOf(
  client: Queryable,
  versionIds: readonly (string | null)[],
): Promise<(versionId: string | null) => string | null> {
  const missing = versionIds.filter((id) => id !== null && !known.has(id));
  if (missing.length > 0) {
    const { rows } = await client.query<{ id: string; rule: string }>(
      `SELECT id, policy_id AS rule FROM sla_policy_version WHERE id = ANY($1)
       UNION ALL SELECT id, flow_id FROM flow_version WHERE id = ANY($1)`,
      [missing],
    );
    for (const { id, rule } of rows) known.set(id, rule);
  }
  return (id) => (id === null ? null : (known.get(id) ?? null));
}

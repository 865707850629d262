import type { Condition } from '#domain/conditions/condition';
import type { Queryable } from '../queryable.ts';

/** A policy or flow that is active, in its current version. */
export interface RuleInForce {
  /** Of the policy or flow itself, the same for all its versions. */
  readonly id: string;
  readonly versionId: string;
  /** As it was stored: what newer code wrote into it is for the evaluator to leave unknown, so that it does not match. */
  readonly condition: Condition;
}

/** What new and changed tickets are matched with, each in its order. */
export interface RulesInForce {
  readonly policies: readonly RuleInForce[];
  readonly flows: readonly RuleInForce[];
}

/** Versions never change: their conditions are read once. */
const conditions = new Map<string, Condition>();

/** The active policies and flows in their current (highest) versions. */
export async function readRulesInForce(client: Queryable): Promise<RulesInForce> {
  const { rows } = await client.query<{ kind: 'policy' | 'flow'; id: string; versionId: string; condition: Condition }>(
    `(SELECT 'policy' AS kind, p.id, v.id AS "versionId", p.position,
        CASE WHEN v.id = ANY($1) THEN NULL ELSE v.condition END AS condition
      FROM sla_policy p CROSS JOIN LATERAL
        (SELECT * FROM sla_policy_version WHERE policy_id = p.id ORDER BY version DESC LIMIT 1) v
      WHERE p.is_active)
     UNION ALL
     (SELECT 'flow', f.id, v.id, f.position,
        CASE WHEN v.id = ANY($1) THEN NULL ELSE v.document -> 'appliesTo' END
      FROM flow f CROSS JOIN LATERAL
        (SELECT * FROM flow_version WHERE flow_id = f.id ORDER BY version DESC LIMIT 1) v
      WHERE f.is_active)
     ORDER BY position, id`,
    [[...conditions.keys()]],
  );
  const rules = rows.map(({ kind, id, versionId, condition }) => {
    const held = conditions.get(versionId) ?? condition;
    conditions.set(versionId, held);
    return { kind, id, versionId, condition: held };
  });
  const of = (wanted: 'policy' | 'flow') => rules.filter(({ kind }) => kind === wanted);
  return { policies: of('policy'), flows: of('flow') };
}

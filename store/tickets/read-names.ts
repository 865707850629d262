import type { Queryable } from '../queryable.ts';

/** What ids stand for; those that stand for nothing are left out. */
export interface ReadNames {
  readonly staff: Readonly<Record<string, string>>;
  readonly customers: Readonly<Record<string, string>>;
  readonly teams: Readonly<Record<string, string>>;
  readonly tickets: Readonly<Record<string, number>>;
  /** Custom fields. */
  readonly fields: Readonly<Record<string, { readonly name: string }>>;
  /** By the id of the version. */
  readonly policies: Readonly<Record<string, { readonly name: string; readonly version: number }>>;
  /** By the id of the version. */
  readonly flows: Readonly<
    Record<string, { readonly flowId: string; readonly name: string; readonly version: number }>
  >;
}

const named = (table: string, value = 'name') =>
  `(SELECT coalesce(jsonb_object_agg(id, ${value}), '{}') FROM ${table} WHERE id = ANY($1))`;

/** The names of whatever has one of these ids: ids are unique beyond their tables. */
export async function readNames(client: Queryable, ids: readonly string[]): Promise<ReadNames> {
  const { rows } = await client.query<ReadNames>(
    `SELECT ${named('staff')} AS staff, ${named('customer')} AS customers, ${named('team')} AS teams,
       ${named('ticket', 'number')} AS tickets,
       ${named('custom_field', "jsonb_build_object('name', name)")} AS fields,
       (SELECT coalesce(jsonb_object_agg(v.id, jsonb_build_object('name', p.name, 'version', v.version)), '{}')
        FROM sla_policy_version v JOIN sla_policy p ON p.id = v.policy_id WHERE v.id = ANY($1)) AS policies,
       (SELECT coalesce(jsonb_object_agg(v.id,
          jsonb_build_object('flowId', f.id, 'name', f.name, 'version', v.version)), '{}')
        FROM flow_version v JOIN flow f ON f.id = v.flow_id WHERE v.id = ANY($1)) AS flows`,
    [ids],
  );
  const [row] = rows;
  if (!row) throw new Error('Names gave no row.');
  return row;
}

import type { Condition } from '#domain/conditions/condition';
import { saidOfCustomer } from '../conditions/custom-condition.ts';
import { fieldsCondition } from '../conditions/ticket-condition.ts';
import type { Queryable } from '../queryable.ts';
import { sqlParameters, type SqlParameters } from '../sql-parameters.ts';
import { beginningWith } from './beginning-with.ts';
import type { CustomerRow } from './customers.ts';

/** Which customers, of those who are not merged: all that is said must fit. */
export interface CustomersWanted {
  /** One of their addresses begins with it, or words of their name begin with all words of it; empty: anybody. */
  readonly search: string;
  readonly organisationId?: string | undefined;
  readonly mark?: 'blocked' | 'bounced' | undefined;
  /** Of custom fields alone. */
  readonly where?: Condition | undefined;
  /** Id of the last of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A customer as a list shows them. */
export interface ListedRow extends CustomerRow {
  readonly organisation: { readonly id: string; readonly name: string } | null;
  readonly isBlocked: boolean;
  readonly isBounced: boolean;
}

const isBounced = 'EXISTS (SELECT FROM customer_address a WHERE a.customer_id = t.id AND a.bounced_at IS NOT NULL)';
const marks = { blocked: 't.blocked_at IS NOT NULL', bounced: isBounced } as const;

/** A page of customers, by name. */
export async function searchCustomers(client: Queryable, wanted: CustomersWanted): Promise<ListedRow[]> {
  const { search, organisationId, mark, where, after, limit } = wanted;
  const parameters = sqlParameters();
  const { add } = parameters;
  const conditions = [
    't.merged_into_id IS NULL',
    search !== '' && named(search, parameters),
    organisationId !== undefined && `t.organisation_id = ${add(organisationId)}`,
    mark && marks[mark],
    where && fieldsCondition(where, { saidIn: saidOfCustomer, parameters }),
    after !== undefined && `(lower(t.name), t.id) > (SELECT lower(name), id FROM customer WHERE id = ${add(after)})`,
  ].filter((condition) => typeof condition === 'string');
  const { rows } = await client.query<ListedRow>(
    `SELECT t.id, t.name, t.email, t.blocked_at IS NOT NULL AS "isBlocked", ${isBounced} AS "isBounced",
       CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('id', o.id, 'name', o.name) END AS organisation
     FROM (SELECT * FROM customer t WHERE ${conditions.join(' AND ')}
         ORDER BY lower(t.name), t.id LIMIT ${add(limit)}) AS t
       LEFT JOIN organisation o ON o.id = t.organisation_id
     ORDER BY lower(t.name), t.id`,
    parameters.values,
  );
  return rows;
}

/** By two indexes, each asked for all it has: a page is cut from both together. */
function named(search: string, { add }: SqlParameters): string {
  const words = search.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const byName = `SELECT id FROM customer WHERE to_tsvector('simple', name) @@ to_tsquery('simple', `;
  return `t.id IN (SELECT customer_id FROM customer_address WHERE address LIKE ${add(beginningWith(search))}
    ${words.length === 0 ? '' : `UNION ${byName}${add(words.map((word) => `${word}:*`).join(' & '))})`})`;
}

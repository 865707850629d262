import type { Queryable } from '#store/queryable';
import type pg from 'pg';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Plan[];
}

/** How PostgreSQL answers the one question that some work asks: by which indexes of tickets, and how much it looks at. */
export async function readPlans(pool: pg.Pool, work: (client: Queryable) => Promise<unknown>): Promise<string> {
  const asked: { text: string; values: unknown[] }[] = [];
  await work({
    query: (text: string, values: unknown[] = []) => {
      asked.push({ text, values });
      return pool.query(text, values);
    },
  });
  const found: string[] = [];
  for (const { text, values } of asked) {
    const { rows } = await pool.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
      values,
    );
    const [top] = rows[0]?.['QUERY PLAN'] ?? [];
    if (top) found.push(describePlan(top.Plan));
  }
  return found.join(' and ');
}

function describePlan(plan: Plan): string {
  const all = flatten(plan);
  const ofTickets = all.filter(
    (node) => node['Relation Name'] === 'ticket' || node['Index Name']?.startsWith('ticket_'),
  );
  const ways = ofTickets.flatMap(
    (node) => node['Index Name'] ?? (node['Node Type'] === 'Seq Scan' ? ['SEQ SCAN'] : []),
  );
  const passed = all.reduce((sum, node) => sum + (node['Rows Removed by Filter'] ?? 0), 0);
  const blocks = plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  return `${blocks} blocks, ${passed} rows passed over, by ${[...new Set(ways)].join(', ')}`;
}

const flatten = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(flatten)];

import type { Calendar } from '#domain/sla/calendar';
import { usualPolicy } from '#domain/sla/usual-policy';
import type { PoolClient } from 'pg';
import { customers } from '../people/customers.ts';
import { setUp } from '../set-up.ts';

/** What demo tickets are about: people by their first names, teams by what they do. */
export interface DemoDesk {
  readonly staff: Readonly<Record<DemoAgent, string>>;
  readonly teams: Readonly<Record<DemoTeam, string>>;
  readonly customers: Readonly<Record<DemoCustomer, string>>;
}

const agents = {
  mara: { name: 'Mara Lindqvist', role: 'supervisor', teams: ['support', 'billing'] },
  jonas: { name: 'Jonas Weber', role: 'agent', teams: ['support'] },
  priya: { name: 'Priya Nair', role: 'agent', teams: ['support'] },
  tomas: { name: 'Tomás Herrera', role: 'agent', teams: ['billing'] },
} as const;
/** A demo agent. */
export type DemoAgent = keyof typeof agents;

const teams = { support: 'Support', billing: 'Billing' } as const;
/** A demo team. */
export type DemoTeam = keyof typeof teams;

const demoCustomers = {
  ada: ['Ada Okafor', 'ada@harbor-coffee.example'],
  ben: ['Ben Fischer', 'ben.fischer@nordlicht.example'],
  chen: ['Chen Wei', 'chen@brightsail.example'],
  dora: ['Dora Keller', 'dora.keller@keller-dental.example'],
  emil: ['Emil Sørensen', 'emil@fjordbikes.example'],
  fay: ['Fay Morgan', 'fay@morganprint.example'],
} as const;
/** A demo customer. */
export type DemoCustomer = keyof typeof demoCustomers;

const day: [string, string][] = [['09:00', '17:00']];
const calendar: Calendar = {
  timeZone: 'Europe/Berlin',
  weekly: { mon: day, tue: day, wed: day, thu: day, fri: day },
  holidays: [],
  exceptions: [],
};

/**
 * People, teams, customers, business hours and a policy to show the product with. Null: they are there already, or somebody
 * works here.
 *
 * Urgent tickets are promised around the clock, so that one runs out soon whenever it is tried.
 */
export async function insertDemoDesk(client: PoolClient): Promise<DemoDesk | null> {
  const { rows } = await client.query('SELECT FROM ticket UNION ALL SELECT FROM team LIMIT 1');
  if (rows.length > 0) return null;
  const teamIds = await insertAll(client, teams, 'INSERT INTO team (name) VALUES ($1) RETURNING id', (name) => [name]);
  const staff = await insertAll(
    client,
    agents,
    `INSERT INTO staff (name, email, role) VALUES ($1, $2, $3) RETURNING id`,
    ({ name, role }, key) => [name, `${key}@nixflow.example`, role],
  );
  for (const [key, { teams: own }] of Object.entries(agents)) {
    for (const team of own) {
      await client.query('INSERT INTO team_member (team_id, staff_id) VALUES ($1, $2)', [
        ...[teamIds[team], staff[key as DemoAgent]],
      ]);
    }
  }
  const customerIds: Partial<Record<DemoCustomer, string>> = {};
  for (const [key, [name, address]] of Object.entries(demoCustomers)) {
    customerIds[key as DemoCustomer] = (await customers.findOrInsert(client, { name, address })).id;
  }
  await insertPolicies(client);
  await setUp.finish(client);
  return { staff, teams: teamIds, customers: customerIds as Record<DemoCustomer, string> };
}

async function insertAll<Key extends string, Value>(
  client: PoolClient,
  values: Readonly<Record<Key, Value>>,
  sql: string,
  columns: (value: Value, key: Key) => unknown[],
): Promise<Record<Key, string>> {
  const ids: Partial<Record<Key, string>> = {};
  for (const key in values) {
    const { rows } = await client.query<{ id: string }>(sql, columns(values[key], key));
    ids[key] = rows[0]?.id ?? '';
  }
  return ids as Record<Key, string>;
}

async function insertPolicies(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `WITH made AS (INSERT INTO calendar (name) VALUES ('Office hours') RETURNING id)
     INSERT INTO calendar_version (calendar_id, version, body) SELECT id, 1, $1 FROM made RETURNING id`,
    [JSON.stringify(calendar)],
  );
  const urgent = { field: 'priority', op: 'is', value: 'urgent' };
  for (const [name, position, condition, calendarVersionId] of [
    ['Urgent, around the clock', 1, urgent, null],
    ['Standard', 2, { all: [] }, rows[0]?.id ?? null],
  ] as const) {
    await client.query(
      `WITH made AS (INSERT INTO sla_policy (name, position) VALUES ($1, $2) RETURNING id)
       INSERT INTO sla_policy_version (policy_id, version, condition, body, calendar_version_id)
       SELECT id, 1, $3, $4, $5 FROM made`,
      [name, position, JSON.stringify(condition), JSON.stringify(usualPolicy), calendarVersionId],
    );
  }
}

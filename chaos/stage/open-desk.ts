import type { Actor } from '#domain/permissions/actor';
import type { SlaPolicy } from '#domain/sla/policy';
import { insertAccount, type TestAccount } from '#testkit/factories/account';
import { insertCustomer, insertFlow, insertPolicy, insertStaff, insertTeam } from '#testkit/factories/desk';
import { signTestToken } from '#testkit/test-token';
import type pg from 'pg';
import { hastyFlow } from './hasty-flow.ts';

/** Somebody who sends commands. */
export interface Sender {
  readonly id: string;
  readonly token: string;
}

/** The people of a run. */
export interface Desk {
  readonly customers: readonly Sender[];
  readonly agents: readonly Sender[];
  readonly supervisors: readonly Sender[];
  readonly teams: readonly string[];
  /** Those who look at pages; the agents are of all teams, of the first, and of the second. */
  readonly viewers: {
    readonly supervisor: TestAccount;
    readonly agents: readonly [TestAccount, TestAccount, TestAccount];
  };
}

/** All within a minute, so that hundreds of instants fall due while strikes come; different ones, so that they spread. */
const targets = {
  urgent: { firstResponse: 4, nextResponse: 5, resolution: 17 },
  high: { firstResponse: 7, nextResponse: 9, resolution: 26 },
  normal: { firstResponse: 11, nextResponse: 13, resolution: 38 },
  low: { firstResponse: 19, nextResponse: 23, resolution: 55 },
};

/** Put people, two policies and a hasty flow into an empty installation, which has the built-in escalation already. */
export async function openDesk(pool: pg.Pool, jwtSecret: string): Promise<Desk> {
  const body: SlaPolicy = { targets, pauses: { resolution: ['pending', 'on_hold'] }, warnAt: [50, 75, 90] };
  const slower: SlaPolicy = {
    ...body,
    targets: { ...targets, urgent: { firstResponse: 6, nextResponse: 8, resolution: 21 } },
    warnAt: [60],
  };
  await insertPolicy(pool, { body: slower, condition: { field: 'tags', op: 'has', value: 'patient' } });
  await insertPolicy(pool, { body });
  await insertFlow(pool, hastyFlow);
  await pool.query('UPDATE installation SET reopen_window_seconds = 20');
  const teams = [await insertTeam(pool), await insertTeam(pool)] as const;
  const sender = async (actor: Exclude<Actor, { kind: 'engine' }>): Promise<Sender> => {
    return { id: actor.id, token: await signTestToken(jwtSecret, actor) };
  };
  const many = (count: number, make: () => Promise<Exclude<Actor, { kind: 'engine' }>>) =>
    Promise.all(Array.from({ length: count }, async () => sender(await make())));
  const [first, second] = teams;
  const agent = (...teamIds: readonly string[]) => insertAccount(pool, { teamIds });
  return {
    teams,
    viewers: {
      supervisor: await insertAccount(pool, { role: 'supervisor' }),
      agents: [await agent(first, second), await agent(first), await agent(second)],
    },
    customers: await many(5, () => insertCustomer(pool)),
    agents: await many(4, () => insertStaff(pool, { teamIds: teams })),
    supervisors: await many(2, () => insertStaff(pool, { role: 'supervisor', teamIds: teams })),
  };
}

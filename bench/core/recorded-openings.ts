import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openTicket } from '#commands/tickets/open-ticket';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { distributionOf, type Distribution } from '../distribution.ts';
import { inLanes } from '../in-lanes.ts';
import type { BenchStack } from '../stack.ts';
import { prepareDesk } from './desk.ts';

/** A statement as the store sent it. */
interface Statement {
  readonly text: string;
  readonly values: unknown[] | undefined;
}

/** The transactions of many openings, statement by statement from BEGIN to COMMIT, and a database that has none of them. */
export interface RecordedOpenings {
  readonly statementsEach: number;
  /** Send the next `count` of them, each on a connection of its lane; nothing but PostgreSQL and its driver. */
  replay(plan: { readonly count: number; readonly lanes: number }): Promise<Distribution>;
}

/**
 * Have tickets opened by the real command in one database, and note what it sends. A copy of that database, made before,
 * takes the very statements with their very values again.
 */
export async function recordOpenings(stack: BenchStack, count: number): Promise<RecordedOpenings> {
  const url = await stack.database('openings_recorded');
  const before = new pg.Pool({ connectionString: url });
  const { agent, customer } = await prepareDesk(url, before);
  await before.end();
  const copyUrl = await copyOf(url, 'openings_replayed');

  const pool = new pg.Pool({ connectionString: url, max: 1 });
  const transactions: Statement[][] = [];
  const noted = noting(pool, (transaction) => transactions.push(transaction));
  // One more in front: the first reads policies and calendars, which a process does once.
  for (let opened = 0; opened <= count; opened++) {
    const context = { pool: noted, actor: agent, deliverSoon: () => undefined, idempotencyKey: randomUUID() };
    await openTicket(context, buildOpenTicketInput(customer.id));
  }
  await pool.end();
  transactions.shift();

  let next = 0;
  return {
    statementsEach: transactions[0]?.length ?? 0,
    async replay({ count: wanted, lanes }) {
      const idle: pg.Client[] = [];
      for (let lane = 0; lane < lanes; lane++) {
        const client = new pg.Client({ connectionString: copyUrl });
        await client.connect();
        idle.push(client);
      }
      const took: number[] = [];
      await inLanes(lanes, wanted, async () => {
        const [client, transaction] = [idle.pop(), transactions[next++]];
        if (!client || !transaction) throw new Error('Fewer openings were recorded than are asked for.');
        const began = performance.now();
        for (const { text, values } of transaction) await client.query(text, values);
        took.push(performance.now() - began);
        idle.push(client);
      });
      await Promise.all(idle.map((client) => client.end()));
      return distributionOf(took);
    },
  };
}

/** The same pool, telling what each connection that it lends is asked. */
function noting(pool: pg.Pool, begin: (transaction: Statement[]) => void): pg.Pool {
  const connect = async () => {
    const client = await pool.connect();
    const transaction: Statement[] = [];
    begin(transaction);
    const query = (text: string, values?: unknown[]) => {
      transaction.push({ text, values });
      return client.query(text, values);
    };
    return new Proxy(client, {
      get(target, name) {
        if (name === 'query') return query;
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  };
  return { connect } as unknown as pg.Pool;
}

/** A copy of a database that nobody is connected to. @returns its URL */
async function copyOf(url: string, name: string): Promise<string> {
  const [from, beside, copy] = [new URL(url), new URL(url), new URL(url)];
  beside.pathname = '/postgres';
  copy.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: beside.href });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${client.escapeIdentifier(from.pathname.slice(1))}`);
  } finally {
    await client.end();
  }
  return copy.href;
}

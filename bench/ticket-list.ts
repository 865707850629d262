import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ticketListQuery, type TicketList } from '#domain/contracts/ticket-list';
import type { Actor } from '#domain/permissions/actor';
import { ensureDatabase } from '#ground/ensure-database';
import { startPostgres } from '#ground/parts/postgres';
import { postgresHome } from '#ground/places';
import { anyFreePort } from '#ground/ports';
import { folderOfThisRun, removeDeadRuns, stopRun } from '#ground/run-folder';
import { countTickets } from '#queries/count-tickets';
import { listTickets } from '#queries/list-tickets';
import { migrate } from '#store/migrate';
import { seed } from '#store/seed';
import pg from 'pg';
import { describeDistribution, distributionOf } from './distribution.ts';
import { readPlans } from './ticket-list/read-plans.ts';
import { fillDesk, type FilledDesk } from './ticket-list/fill-desk.ts';

const rounds = 20;

/** Measure the pages of ticket lists and the counts beside them, on PostgreSQL alone. */
export async function benchTicketList(tickets: number): Promise<string[]> {
  await removeDeadRuns('bench');
  const dir = folderOfThisRun('bench');
  mkdirSync(dir, { recursive: true });
  try {
    const place = { runFolder: join(dir, 'run'), choosePort: anyFreePort, log: join(dir, 'logs', 'postgres.log') };
    const server = await startPostgres({ ...place, ...postgresHome(dir) });
    const url = await ensureDatabase(server.url, 'lists');
    await migrate(url);
    const pool = new pg.Pool({ connectionString: url, max: 4 });
    try {
      await seed(pool);
      const desk = await fillDesk(pool, { tickets, openShare: 0.05, teams: 20, agents: 100 });
      return await measure(pool, desk);
    } finally {
      await pool.end();
    }
  } finally {
    await stopRun(dir);
    rmSync(dir, { recursive: true, force: true });
  }
}

async function measure(pool: pg.Pool, { agent, supervisor, requesterId }: FilledDesk): Promise<string[]> {
  const list = (who: Actor, query: object) => listTickets(pool, who, ticketListQuery.parse(query));
  /** Where the tenth page of a hundred ends, or the last one before the end. */
  const farOn = async (who: Actor): Promise<string> => {
    let after = '';
    for (let page = 1; page <= 10; page += 1) {
      const { next }: TicketList = await list(who, { limit: 100, ...(after !== '' && { after }) });
      if (next === null) break;
      after = next;
    }
    return after;
  };
  const views: Readonly<Record<string, object>> = {
    'the queue by its clocks': {},
    'my own': { assignee: 'me' },
    'of my teams': { team: 'mine' },
    'nobody’s': { assignee: 'none' },
    'pending alone': { status: 'pending' },
    late: { sla: 'late' },
    'running out': { sla: 'running_out' },
    'newest changed': { sort: 'changed' },
    'newest opened': { sort: 'created' },
    'recently closed': { status: 'closed' },
    'closed of my teams': { status: 'closed', team: 'mine' },
    'of one customer': { requester: requesterId },
    'one by its number': { search: '5000' },
    spam: { away: 'spam' },
  };
  const lines: string[] = [];
  for (const [who, actor] of Object.entries({ agent, supervisor })) {
    const all = { ...views, 'ten pages on': { after: await farOn(actor) } };
    for (const [name, query] of Object.entries(all)) {
      const times = await time(() => list(actor, query));
      lines.push(
        `${who}, ${name}: ${times}; ${await readPlans(pool, (client) => listTickets(client, actor, ticketListQuery.parse(query)))}`,
      );
    }
    const times = await time(() => countTickets(pool, actor));
    lines.push(`${who}, counts: ${times}; ${await readPlans(pool, (client) => countTickets(client, actor))}`);
  }
  return lines;
}

async function time(act: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  await act();
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await act();
    times.push(performance.now() - began);
  }
  return describeDistribution(distributionOf(times));
}

import { startBulkJob } from '#commands/bulk/start-bulk-job';
import { steerBulkJob } from '#commands/bulk/steer-bulk-job';
import { openTicket } from '#commands/tickets/open-ticket';
import { bulkRequest } from '#domain/contracts/bulk-job';
import type { StaffEvent } from '#domain/contracts/realtime';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { bulkJobs } from '#store/bulk/bulk-jobs';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { logInMemory } from '#testkit/log-in-memory';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createBulkProcessor } from './run-bulk-job.ts';

let desk: TestDesk;
let teamId: string;
let agent: StaffActor;
let customer: Extract<Actor, { kind: 'customer' }>;
let told: [string, StaffEvent][];
let queued: string[];

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  told = [];
  queued = [];
  teamId = await insertTeam(desk.pool);
  agent = await insertStaff(desk.pool, { teamIds: [teamId] });
  customer = await insertCustomer(desk.pool);
});

const never = new AbortController().signal;
const process = () =>
  createBulkProcessor({
    pool: desk.pool,
    deliverSoon: () => undefined,
    logger: logInMemory().logger,
    tell: (staffId, event) => Promise.resolve(void told.push([staffId, event])),
    queue: (jobId) => Promise.resolve(void queued.push(jobId)),
  });
const open = async (of: string | null = teamId) => {
  const admin = await insertStaff(desk.pool, { role: 'admin' });
  return (await openTicket(desk.as(admin), buildOpenTicketInput(customer.id, { teamId: of }))).ticketId;
};
const start = (request: object, as = agent) => startBulkJob(desk.as(as), bulkRequest.parse(request));
const raise = { type: 'priority', priority: 'high' } as const;
const highOnes = async () => {
  const { rows } = await desk.pool.query<{ id: string }>(
    `SELECT id FROM ticket WHERE requester_id = $1 AND priority = 'high' ORDER BY number`,
    [customer.id],
  );
  return rows.map(({ id }) => id);
};
const factsOf = async (ticketId: string) =>
  (await desk.pool.query('SELECT FROM ticket_event WHERE ticket_id = $1', [ticketId])).rowCount;

test('all that fit are done, of those the starter may see, and no other; the starter’s browsers are told', async () => {
  const ours = [await open(), await open(), await open()];
  const theirs = await open(await insertTeam(desk.pool));
  const job = await start({ act: raise, tickets: { filter: { requester: customer.id } } });
  expect(job).toMatchObject({ state: 'waiting', total: 3 });
  await process()({ jobId: job.id }, never);
  expect(await highOnes()).toEqual(ours);
  expect(await highOnes()).not.toContain(theirs);
  expect(await bulkJobs.find(desk.pool, job.id)).toMatchObject({ state: 'done', done: 3, refused: 0, failed: 0 });
  expect(told.at(-1)).toEqual([agent.id, { type: 'bulk_job.changed', jobId: job.id }]);
});

test('each ticket has its result: what a rule refuses is told by its code, and the others are done', async () => {
  const [first, second] = [await open(), await open()];
  const job = await start({ act: { type: 'assignee', assigneeId: agent.id }, tickets: { ticketIds: [first, second] } });
  await desk.pool.query('UPDATE ticket SET team_id = $2 WHERE id = $1', [first, await insertTeam(desk.pool)]);
  await process()({ jobId: job.id }, never);
  const items = await bulkJobs.report(desk.pool, job.id, { viewer: agent, state: undefined, after: 0, limit: 10 });
  const { subject } = buildOpenTicketInput(customer.id);
  expect(items).toMatchObject([
    { ticketId: first, subject: '', state: 'refused', problem: 'not_found' },
    { ticketId: second, subject, state: 'done', problem: null },
  ]);
  expect(await bulkJobs.find(desk.pool, job.id)).toMatchObject({ state: 'done', done: 1, refused: 1 });
});

test('two workers at once, and a queue that tells twice, do each ticket once', async () => {
  const tickets = await Promise.all(Array.from({ length: 12 }, () => open()));
  const job = await start({ act: raise, tickets: { ticketIds: tickets } });
  await Promise.all([1, 2, 3].map(() => process()({ jobId: job.id }, never)));
  await process()({ jobId: job.id }, never);
  expect(await bulkJobs.find(desk.pool, job.id)).toMatchObject({ state: 'done', done: 12 });
  for (const ticketId of tickets) expect(await factsOf(ticketId)).toBe(2);
});

test('a worker that ends in the midst leaves the rest to the next one', async () => {
  const tickets = await Promise.all(Array.from({ length: 6 }, () => open()));
  const job = await start({ act: raise, tickets: { ticketIds: tickets } });
  const leaving = new AbortController();
  const running = createBulkProcessor({
    ...{ pool: desk.pool, logger: logInMemory().logger, tell: () => Promise.resolve(), queue: () => Promise.resolve() },
    deliverSoon: () => leaving.abort(),
  })({ jobId: job.id }, leaving.signal);
  await running;
  expect(await bulkJobs.find(desk.pool, job.id)).toMatchObject({ state: 'running', done: 1 });
  expect(await bulkJobs.forgotten(desk.pool, 10)).not.toContain(job.id);
  await desk.passSeconds(31);
  expect(await bulkJobs.forgotten(desk.pool, 10)).toContain(job.id);
  await process()({ jobId: job.id }, never);
  expect(await bulkJobs.find(desk.pool, job.id)).toMatchObject({ state: 'done', done: 6 });
});

test('paused it stands, resumed it goes on, cancelled the rest stays as it was; nobody else may', async () => {
  const tickets = [await open(), await open()];
  const job = await start({ act: raise, tickets: { ticketIds: tickets } });
  const steer = (steering: 'pause' | 'resume' | 'cancel', as: Actor = agent) =>
    steerBulkJob(desk.as(as), { jobId: job.id, steering });
  await steer('pause');
  await process()({ jobId: job.id }, never);
  expect(await highOnes()).toEqual([]);
  await expect(steer('cancel', await insertStaff(desk.pool, { role: 'admin' }))).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await steer('resume')).toMatchObject({ state: 'waiting' });
  expect(await steer('cancel')).toMatchObject({ state: 'cancelled' });
  expect(await steer('cancel')).toMatchObject({ state: 'cancelled' });
  await process()({ jobId: job.id }, never);
  expect(await highOnes()).toEqual([]);
  await expect(steer('resume')).rejects.toMatchObject({ code: 'not_possible' });
});

test('of one person one job runs at a time, so that many of theirs keep nobody else waiting; then the next is queued', async () => {
  const [first, second] = [
    await start({ act: raise, tickets: { ticketIds: [await open(), await open()] } }),
    await start({ act: raise, tickets: { ticketIds: [await open()] } }),
  ];
  const colleague = await insertStaff(desk.pool, { teamIds: [teamId] });
  const theirs = await start({ act: raise, tickets: { ticketIds: [await open()] } }, colleague);
  const meanwhile = async () => {
    await process()({ jobId: second.id }, never);
    await process()({ jobId: theirs.id }, never);
    return [await bulkJobs.find(desk.pool, second.id), await bulkJobs.find(desk.pool, theirs.id)];
  };
  let seen: unknown;
  await processUntil(1, async () => void (seen = await meanwhile()))({ jobId: first.id }, never);
  expect(seen).toMatchObject([
    { state: 'waiting', done: 0 },
    { state: 'done', done: 1 },
  ]);
  await process()({ jobId: first.id }, never);
  expect(await bulkJobs.find(desk.pool, first.id)).toMatchObject({ state: 'done', done: 2 });
  await process()({ jobId: second.id }, never);
  expect(await bulkJobs.find(desk.pool, second.id)).toMatchObject({ state: 'done' });
});

test('the end of a job has the next of the same person worked on; a script that runs wild is stopped', async () => {
  const tickets = { ticketIds: [await open()] };
  const jobs = [];
  for (let count = 0; count < 20; count += 1) jobs.push(await start({ act: raise, tickets }));
  await expect(start({ act: raise, tickets })).rejects.toMatchObject({ code: 'not_possible', reason: 'too_many_jobs' });
  await process()({ jobId: jobs[0]?.id }, never);
  expect(queued).toEqual([jobs[1]?.id]);
});

test('whoever is let go meanwhile changes nothing more', async () => {
  const job = await start({ act: raise, tickets: { ticketIds: [await open()] } });
  await desk.pool.query('UPDATE staff SET is_active = false WHERE id = $1', [agent.id]);
  await process()({ jobId: job.id }, never);
  expect(await bulkJobs.find(desk.pool, job.id)).toMatchObject({ state: 'stopped', done: 0 });
  expect(await highOnes()).toEqual([]);
});

/** Works on a job; after so many tickets something happens. */
const processUntil = (count: number, happens: () => Promise<unknown>) => {
  let done = 0;
  let happened: Promise<unknown> = Promise.resolve();
  const { pool } = desk;
  const stops = {
    query: (...asked: Parameters<typeof pool.query>) => happened.then(() => pool.query(...asked)),
    connect: () => happened.then(() => pool.connect()),
  };
  return createBulkProcessor({
    pool: new Proxy(pool, { get: (of, name) => Reflect.get(name in stops ? stops : of, name) as unknown }),
    logger: logInMemory().logger,
    tell: () => Promise.resolve(),
    queue: () => Promise.resolve(),
    deliverSoon: () => {
      done += 1;
      if (done === count) happened = happens();
    },
  });
};

test('whoever is let go in the midst changes not one more', async () => {
  const job = await start({ act: raise, tickets: { ticketIds: await Promise.all([open(), open(), open(), open()]) } });
  const letGo = () => desk.pool.query('UPDATE staff SET is_active = false WHERE id = $1', [agent.id]);
  await processUntil(2, letGo)({ jobId: job.id }, never);
  expect(await bulkJobs.find(desk.pool, job.id)).toMatchObject({ state: 'stopped', done: 2, refused: 0 });
  expect(await highOnes()).toHaveLength(2);
});

test('whoever may do less from some moment on is refused the rest, each by its code', async () => {
  const supervisor = await insertStaff(desk.pool, { role: 'supervisor' });
  const ticketIds = await Promise.all([open(), open(), open()]);
  const job = await start({ act: { type: 'deletion' }, tickets: { ticketIds } }, supervisor);
  const demote = () =>
    desk.pool.query(
      `WITH team AS (INSERT INTO team_member (team_id, staff_id) VALUES ($2, $1))
       UPDATE staff SET role = 'agent' WHERE id = $1`,
      [supervisor.id, teamId],
    );
  await processUntil(1, demote)({ jobId: job.id }, never);
  expect(await bulkJobs.find(desk.pool, job.id)).toMatchObject({ state: 'done', done: 1, refused: 2 });
  const items = await bulkJobs.report(desk.pool, job.id, { viewer: supervisor, state: 'refused', after: 0, limit: 9 });
  expect(items.map(({ problem }) => problem)).toEqual(['forbidden', 'forbidden']);
});

test('under one key a job is begun once, and not another under the same', async () => {
  const ticketId = await open();
  const begin = (request: object) =>
    startBulkJob({ ...desk.as(agent), idempotencyKey: 'begun-once' }, bulkRequest.parse(request));
  const request = { act: raise, tickets: { ticketIds: [ticketId] } };
  const [first, ...others] = await Promise.all([begin(request), begin(request), begin(request)]);
  expect(others).toEqual([first, first]);
  const { rows } = await desk.pool.query('SELECT FROM bulk_job WHERE staff_id = $1', [agent.id]);
  expect(rows).toHaveLength(1);
  await expect(begin({ ...request, act: { type: 'spam' } })).rejects.toMatchObject({ code: 'idempotency_key_reused' });
});

test('nothing fits, or whoever asks may not: it is said at once', async () => {
  await expect(start({ act: raise, tickets: { filter: { requester: customer.id } } })).rejects.toMatchObject({
    code: 'not_possible',
  });
  const ticketId = await open();
  const light = await insertStaff(desk.pool, { role: 'light_agent', teamIds: [teamId] });
  await expect(start({ act: raise, tickets: { ticketIds: [ticketId] } }, light)).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(start({ act: { type: 'deletion' }, tickets: { ticketIds: [ticketId] } })).rejects.toMatchObject({
    code: 'forbidden',
  });
});

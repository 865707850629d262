import { changePriority } from '#commands/tickets/change-priority';
import { changeTags } from '#commands/tickets/change-tags';
import type { CommandContext } from '#commands/tickets/command-context';
import { openTicket } from '#commands/tickets/open-ticket';
import { recordSlaMarks } from '#commands/tickets/record-sla-marks';
import type { Actor } from '#domain/permissions/actor';
import { setClockShift } from '#store/clock';
import type { Queryable } from '#store/queryable';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertCalendar, insertCustomer, insertFlow, insertPolicy, insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { loadTicketNews } from './load-ticket-news.ts';

let pool: pg.Pool;
let customer: Extract<Actor, { kind: 'customer' }>;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
  customer = await insertCustomer(pool);
  await insertPolicy(pool, { body: { targets: { normal: { firstResponse: 100 } }, pauses: {}, warnAt: [50] } });
});

const as = (actor: Actor): CommandContext => ({ pool, actor, deliverSoon: () => undefined });
const nothing = { unknownFacts: [], knownFlows: [], neededFlows: [] };

test('a warning is overtaken by a breach on a later page, and not by one to come', async () => {
  const { ticketId } = await openTicket(as(customer), buildOpenTicketInput(customer.id));
  const agent = await insertStaff(pool);
  const load = () => loadTicketNews(pool, { ticketId, since: null, ...nothing });
  const record = () => recordSlaMarks(as({ kind: 'engine' }), { ticketId });
  await setClockShift(pool, 60_000);
  const { seq: warned } = await record();
  expect(await load()).toMatchObject({ overtaken: [] });
  for (let count = 0; count < 100; count += 1) {
    await changePriority(as(agent), { ticketId, priority: count % 2 === 0 ? 'high' : 'low' });
    await changePriority(as(agent), { ticketId, priority: 'normal' });
  }
  await setClockShift(pool, 200_000);
  const { seq: breached } = await record();
  const page = await load();
  expect(page!.facts.map(({ seq }) => seq)).not.toContain(breached);
  expect(page).toMatchObject({ lastSeq: breached, overtaken: [warned] });
});

test('calendars are looked into only if a flow asks for their hours, and their hours are read once', async () => {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
  const weekly = Object.fromEntries(days.map((day) => [day, [['00:00', '24:00'] satisfies [string, string]]]));
  const open = { timeZone: 'UTC', weekly, holidays: [], exceptions: [] };
  const [asked, other] = [await insertCalendar(pool, open), await insertCalendar(pool, open)];
  const statements: { text: string; rows: unknown[] }[] = [];
  const watched = {
    async query(text: string, values: unknown[]) {
      const reply = await pool.query<object>(text, values);
      statements.push({ text, rows: reply.rows });
      return reply;
    },
  } as Queryable;
  const read = async () => {
    const { ticketId } = await openTicket(as(customer), buildOpenTicketInput(customer.id));
    statements.length = 0;
    const news = await loadTicketNews(watched, { ticketId, since: null, ...nothing });
    return {
      open: news?.ticket.openCalendars,
      rows: statements.filter(({ text }) => text.includes('calendar_version')).map(({ rows }) => rows),
    };
  };
  const entries = [{ id: 'start', on: { type: 'created' }, ifRunning: 'ignore', start: 'end' }] as const;
  await insertFlow(pool, {
    ...({ version: 1, appliesTo: { field: 'openHours', op: 'within', value: other.id } } as const),
    ...{ entries: [...entries], nodes: { end: { type: 'end' } } },
  });
  expect(await read()).toEqual({ open: [], rows: [] });
  const when = { field: 'openHours', op: 'within', value: asked.id } as const;
  await insertFlow(pool, {
    ...({ version: 1, appliesTo: { all: [] }, entries: [...entries] } as const),
    nodes: { end: { type: 'branch', cases: [{ when, next: 'stop' }], otherwise: 'stop' }, stop: { type: 'end' } },
  });
  const row = { id: asked.id, versionId: asked.versionId, now: expect.any(Number) as number };
  expect(await read()).toEqual({ open: [asked.id], rows: [[{ ...row, body: open }]] });
  expect(await read()).toEqual({ open: [asked.id], rows: [[{ ...row, body: null }]] });
});

test('large facts come on more pages, so that the engine takes each', async () => {
  const { ticketId } = await openTicket(as(customer), buildOpenTicketInput(customer.id));
  const agent = await insertStaff(pool);
  const tags = (from: number) => Array.from({ length: 100 }, (_, each) => `${String(from + each)}${'漢'.repeat(58)}`);
  for (let from = 0; from < 2000; from += 100) {
    await changeTags(as(agent), { ticketId, add: tags(from), remove: tags(from - 100) });
  }
  const read: number[] = [];
  for (let pages = 1, lastSeq = Infinity; (read.at(-1) ?? 0) < lastSeq; pages += 1) {
    const seenSeq = read.at(-1) ?? 0;
    const { rows } = await pool.query<{ epoch: string }>('SELECT database_epoch AS epoch FROM installation');
    const epoch = rows[0]?.epoch ?? '00000000-0000-0000-0000-000000000000';
    const page = (await loadTicketNews(pool, { ticketId, since: { epoch, seenSeq }, ...nothing }))!;
    expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(500_000);
    expect(pages).toBeLessThan(10);
    read.push(...page.facts.map(({ seq }) => seq));
    ({ lastSeq } = page);
  }
  expect(read).toEqual(read.map((_, index) => index + 1));
});

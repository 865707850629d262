import { createTicketActivities } from '#activities/create-ticket-activities';
import { addMessage } from '#commands/tickets/add-message';
import { changeStatus } from '#commands/tickets/change-status';
import type { CommandContext } from '#commands/tickets/command-context';
import { openTicket } from '#commands/tickets/open-ticket';
import type { Actor } from '#domain/permissions/actor';
import type { Calendar } from '#domain/sla/calendar';
import { advanceClockTo } from '#store/clock';
import type { OutboxRow } from '#store/outbox/outbox-row';
import { createDataConverter } from '#temporal/codec';
import { taskQueues } from '#temporal/task-queues';
import { createTicketEngine, type TicketEngine } from '#temporal/ticket-engine';
import { createTestDatabase } from '#testkit/database';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { insertCalendar, insertCustomer, insertFlow, insertPolicy, insertStaff } from '#testkit/factories/desk';
import { readEngineRow } from '#testkit/factories/engine-row';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { readSlaRecords } from '#testkit/factories/sla-records';
import { minuteCounter } from '#testkit/minute-counter';
import { needs } from '#testkit/requirements';
import { createTimeSkipping, type TimeSkipping } from '#testkit/time-skipping';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { ticketWorkflowId } from './ticket.messages.ts';

const [second, hour, day] = [1_000, 3_600_000, 86_400_000];
const within = { timeout: 20_000 };

describe.runIf(needs('java'))('tickets in skipped time', () => {
  let pool: pg.Pool;
  let time: TimeSkipping;
  let engine: TicketEngine;
  let customer: Extract<Actor, { kind: 'customer' }>;
  let agent: Actor;

  beforeAll(async () => {
    const database = await createTestDatabase();
    atEndOfFile('database', () => database.drop());
    pool = new pg.Pool({ connectionString: database.url });
    atEndOfFile('pool', () => pool.end());
    const ports = { pool, deliverSoon: () => undefined, frontendUrl: 'https://desk.nixflow.test' };
    time = await createTimeSkipping({
      database: pool,
      activities: createTicketActivities(ports),
      dataConverter: createDataConverter('a passphrase of thirty-two characters'),
      taskQueue: taskQueues.tickets,
    });
    engine = createTicketEngine(time.client);
    customer = await insertCustomer(pool);
    agent = await insertStaff(pool);
  });

  const handle = (ticketId: string) => time.client.workflow.getHandle(ticketWorkflowId(ticketId));
  /** Somebody acts at the present of the workflows, and their workflow has heard of it. */
  async function act<Receipt extends { ticketId: string; seq: number }>(
    actor: Actor,
    command: (context: CommandContext) => Promise<Receipt>,
  ): Promise<Receipt> {
    await advanceClockTo(pool, await time.now());
    const told: OutboxRow[] = [];
    const receipt = await command({ pool, actor, deliverSoon: (rows) => told.push(...rows) });
    for (const row of told) {
      if (row.destination === 'temporal') await engine.announce(row.ticketId, row.seq, row.epoch);
    }
    await settled(receipt.ticketId);
    return receipt;
  }
  const settled = (ticketId: string) =>
    expect.poll(() => readEngineRow(pool, ticketId), within).toMatchObject({ newsSince: null });
  const open = () => act(customer, (context) => openTicket(context, buildOpenTicketInput(customer.id)));
  const skipTo = async (instant: number, ...ticketIds: string[]) =>
    time.skip(Math.max(1, instant - (await time.now()).getTime()), ...ticketIds.map(handle));
  const row = async (ticketId: string) => {
    const { rows } = await pool.query<{ status: string; tags: string[]; resolvedAt: Date | null; createdAt: Date }>(
      'SELECT status, tags, resolved_at AS "resolvedAt", created_at AS "createdAt" FROM ticket WHERE id = $1',
      [ticketId],
    );
    return rows[0]!;
  };

  test('seven days after it was resolved a ticket is closed, not a moment before; one that woke up is not', async () => {
    const resolve = ({ ticketId }: { ticketId: string }) =>
      act(agent, (context) => changeStatus(context, { ticketId, status: 'resolved' }));
    const [left, woken] = [await open(), await open()];
    await resolve(left);
    await resolve(woken);
    const closesAt = (await row(left.ticketId)).resolvedAt!.getTime() + 7 * day;
    await skipTo(closesAt - 4 * day, left.ticketId, woken.ticketId);
    const reply = { ticketId: woken.ticketId, public: true, body: 'It is back', via: 'web' } as const;
    await act(customer, (context) => addMessage(context, reply));
    await skipTo(closesAt - 10 * second, left.ticketId, woken.ticketId);
    expect(await row(left.ticketId)).toMatchObject({ status: 'resolved' });
    await skipTo(closesAt + 10 * second, left.ticketId, woken.ticketId);
    await expect.poll(() => row(left.ticketId), within).toMatchObject({ status: 'closed' });
    const { rows } = await pool.query<{ at: Date }>(
      `SELECT at FROM ticket_event WHERE ticket_id = $1 AND type = 'status' AND data ->> 'to' = 'closed'`,
      [left.ticketId],
    );
    expect(rows[0]!.at.getTime()).toBeGreaterThanOrEqual(closesAt);
    expect(rows[0]!.at.getTime()).toBeLessThan(closesAt + 10 * second);
    await expect.poll(async () => (await handle(left.ticketId).describe()).status.name, within).toBe('COMPLETED');
    expect(await row(woken.ticketId)).toMatchObject({ status: 'open' });
  });

  test('a wait and a clock of many months in business hours end when the shop has been open that long', async () => {
    const now = (await time.now()).getTime();
    const dateIn = (days: number) => new Date(now + days * day).toISOString().slice(0, 10);
    const hours: [string, string][] = [['09:00', '17:00']];
    const calendar: Calendar = {
      timeZone: 'Europe/Berlin',
      weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: [['09:00', '15:00']] },
      holidays: [7, 8, 9, 10, 11, 12, 13].map(dateIn),
      exceptions: [{ date: dateIn(30), hours: [['07:00', '23:00']] }],
    };
    const { versionId: calendarVersionId } = await insertCalendar(pool, calendar);
    const mine = { field: 'requester', op: 'is', value: customer.id } as const;
    // Between two changes of the clocks lie at most 31 weeks; this is 34 and a holiday week.
    const [waits, target] = [34 * 38 * 3600, 20 * 38 * 3600];
    await insertFlow(pool, {
      version: 1,
      appliesTo: mine,
      entries: [{ id: 'opened', on: { type: 'created' }, ifRunning: 'ignore', start: 'rest' }],
      nodes: {
        rest: { type: 'wait', seconds: waits, calendarVersionId, leaveOn: [], next: 'mark' },
        mark: { type: 'set', addTags: ['rested'], removeTags: [], next: 'done' },
        done: { type: 'end' },
      },
    });
    await insertPolicy(pool, {
      body: { targets: { normal: { resolution: target } }, pauses: {}, warnAt: [50] },
      ...{ condition: mine, calendarVersionId },
    });
    const { ticketId } = await open();
    const opened = (await row(ticketId)).createdAt.getTime();
    const [start, end] = [Math.floor(opened / hour) * hour - day, Math.ceil(opened / hour) * hour + 400 * day];
    const counted = minuteCounter(calendar, start, end);
    const dueAt = [target / 2, target].map((seconds) => counted.add(opened, seconds * 1000)!);
    const { state } = await readEngineRow(pool, ticketId);
    const waiting = state!.runs[0]!.paths[0]!.state;
    expect(waiting.kind).toBe('waiting');
    const until = waiting.kind === 'waiting' ? waiting.until : 0;
    // The wait began a moment after the opening, when its instant was asked for.
    expect(counted.between(opened, until)).toBeGreaterThanOrEqual(waits * 1000);
    expect(counted.between(opened, until)).toBeLessThan(waits * 1000 + 5 * second);
    const offsets = new Set(Array.from({ length: (until - opened) / day }, (_, at) => berlinHour(opened + at * day)));
    expect(offsets.size).toBe(2);

    await skipTo(until - 10 * second, ticketId);
    expect(await row(ticketId)).toMatchObject({ tags: [] });
    const records = await readSlaRecords(pool, ticketId);
    expect(records.map((record) => record.dueAt.getTime())).toEqual(dueAt);
    for (const { dueAt: due, recordedAt } of records) {
      expect(recordedAt.getTime()).toBeGreaterThan(due.getTime());
      expect(recordedAt.getTime()).toBeLessThan(due.getTime() + 10 * second);
    }
    await skipTo(until + 10 * second, ticketId);
    await expect.poll(() => row(ticketId), within).toMatchObject({ tags: ['rested'] });
  });
});

/** The hour in Berlin at an instant (ms), which tells summer time from winter time. */
const berlinHour = (instant: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit' }).format(instant);

import { addMessage } from '#commands/tickets/add-message';
import { assignTicket } from '#commands/tickets/assign-ticket';
import { moveToTeam } from '#commands/tickets/move-to-team';
import { openTicket } from '#commands/tickets/open-ticket';
import { recordSlaMarks } from '#commands/tickets/record-sla-marks';
import type { NoticeChoices, NoticeList } from '#domain/contracts/notice';
import { USUAL_NOTICES } from '#domain/notices/words';
import type { CustomerActor, StaffActor } from '#domain/permissions/actor';
import type { Calendar } from '#domain/sla/calendar';
import { readNow } from '#store/clock';
import { endpointsOver, testJwtSecret } from '#testkit/desk-endpoints';
import { insertCalendar, insertCustomer, insertPolicy, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { serveTestApp } from '#testkit/serve-test-app';
import { signTestToken } from '#testkit/test-token';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mailNotices } from './mail-notices.ts';

let desk: TestDesk;
let origin: string;
let teamId: string;
let mina: StaffActor;
let bob: StaffActor;
let customer: CustomerActor;

beforeAll(async () => {
  desk = await openTestDesk();
  ({ origin } = await serveTestApp(endpointsOver(desk.pool)));
  await desk.pool.query(`UPDATE installation SET mail_secret = 'a secret of tests'`);
  await desk.pool.query(`INSERT INTO mail_address (address, name) VALUES ('desk@nixflow.test', 'Desk')`);
});
beforeEach(async () => {
  await desk.pool.query('DELETE FROM notice');
  await desk.pool.query('DELETE FROM outgoing_mail WHERE ticket_id IS NULL');
  teamId = await insertTeam(desk.pool);
  mina = await insertStaff(desk.pool, { teamIds: [teamId] });
  bob = await insertStaff(desk.pool, { teamIds: [teamId] });
  customer = await insertCustomer(desk.pool);
});

const open = async (by: StaffActor | CustomerActor, given: object = {}) =>
  (await openTicket(desk.as(by), buildOpenTicketInput(customer.id, given))).ticketId;
const write = (by: StaffActor | CustomerActor, ticketId: string, isPublic = true) =>
  addMessage(desk.as(by), { ticketId, public: isPublic, body: 'Words', via: 'web' });
async function ask<Reply>(who: StaffActor, method: string, path: string, body?: object): Promise<Reply> {
  const token = await signTestToken(testJwtSecret, who);
  const response = await fetch(`${origin}/api${path}`, {
    ...{ method, headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' } },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as Reply;
}
const told = (who: StaffActor, query = '') => ask<NoticeList>(who, 'GET', `/notices${query}`);
const eventsOf = async (who: StaffActor) =>
  (await told(who)).groups.flatMap(({ notices }) => notices.map(({ event }) => event));
const choose = (who: StaffActor, choices: Partial<NoticeChoices>) =>
  ask(who, 'PUT', '/notice-choices', { events: USUAL_NOTICES, quietHours: null, ...choices });

describe('somebody is told', () => {
  test('of what others do with their tickets, by ticket, and never of what they do themselves', async () => {
    const ticketId = await open(bob, { teamId, assigneeId: mina.id });
    await write(customer, ticketId);
    await write(bob, ticketId, false);
    await write(mina, ticketId);
    const { groups, unread } = await told(mina);
    expect(groups).toMatchObject([{ ticketId, unread: 3 }]);
    expect(groups[0]?.notices.map(({ event }) => event)).toEqual(['noted', 'answered', 'assigned']);
    expect(unread).toBe(1);
    expect(await eventsOf(bob)).toEqual([]);
  });

  test('of what comes to their team and to nobody, unless they are away', async () => {
    await desk.pool.query('UPDATE staff SET absent_from = nixflow_now() WHERE id = $1', [bob.id]);
    const supervisor = await insertStaff(desk.pool, { role: 'supervisor' });
    const ticketId = await open(supervisor);
    await moveToTeam(desk.as(supervisor), { ticketId, teamId });
    expect(await eventsOf(mina)).toEqual(['new_in_team']);
    expect(await eventsOf(bob)).toEqual([]);
  });

  test('of a ticket that is back in their team, and of what comes to it then', async () => {
    const ada = await insertStaff(desk.pool, { teamIds: [teamId], role: 'light_agent' });
    const ticketId = await open(mina, { teamId, assigneeId: bob.id });
    await desk.pool.query('UPDATE staff SET absent_from = nixflow_now() WHERE id = $1', [bob.id]);
    await write(customer, ticketId);
    expect(await eventsOf(mina)).toEqual(['new_in_team']);
    await write(customer, ticketId);
    expect(await eventsOf(mina)).toEqual(['answered', 'new_in_team']);
    expect([...(await eventsOf(bob)), ...(await eventsOf(ada))]).toEqual(['assigned']);
  });

  test('of nothing that they do not want', async () => {
    await choose(mina, { events: { ...USUAL_NOTICES, assigned: { inApp: false, mail: 'none' } } });
    await open(bob, { teamId, assigneeId: mina.id });
    expect(await eventsOf(mina)).toEqual([]);
    expect(await ask(mina, 'GET', '/notice-choices')).toMatchObject({ events: { assigned: { inApp: false } } });
  });

  test('of nothing that they may not see any more', async () => {
    const ticketId = await open(bob, { teamId, assigneeId: mina.id });
    await moveToTeam(desk.as(bob), { ticketId, teamId: await insertTeam(desk.pool) });
    expect(await told(mina)).toMatchObject({ groups: [], unread: 0 });
  });
});

test('what was read is read up to the instant of the list, and the count with it', async () => {
  const [one, other] = [
    await open(bob, { teamId, assigneeId: mina.id }),
    await open(bob, { teamId, assigneeId: mina.id }),
  ];
  const { now, unread } = await told(mina);
  expect(unread).toBe(2);
  await ask(mina, 'POST', '/notices/read', { ticketId: one, until: now });
  expect(await told(mina, '?unread=true')).toMatchObject({ groups: [{ ticketId: other }], unread: 1 });
  await desk.passSeconds(1);
  await write(customer, one);
  await ask(mina, 'POST', '/notices/read', { ticketId: null, until: now });
  expect(await told(mina, '?unread=true')).toMatchObject({ groups: [{ ticketId: one, unread: 1 }], unread: 1 });
  await ask(bob, 'POST', '/notices/read', { ticketId: null, until: new Date(Date.now() + 60_000).toISOString() });
  expect((await told(mina)).unread).toBe(1);
});

describe('by mail', () => {
  const atOnce = {
    ...USUAL_NOTICES,
    assigned: { inApp: true, mail: 'at_once' },
    answered: { inApp: true, mail: 'hourly' },
  } as const;
  const mail = () => mailNotices({ pool: desk.pool, deliverSoon: () => undefined, uiOrigin: 'https://desk.example' });
  const mails = async () =>
    (
      await desk.pool.query<{ subject: string; text: string; to: string[] }>(
        `SELECT subject, text, to_addresses AS "to" FROM outgoing_mail WHERE kind = 'notice' ORDER BY created_at`,
      )
    ).rows;

  test('after a minute, all that waits in one, once; what was read is not mailed', async () => {
    await choose(mina, { events: atOnce });
    const [one, other, seen] = [
      await open(bob, { teamId, assigneeId: mina.id, subject: 'Printer' }),
      await open(bob, { teamId, assigneeId: mina.id, subject: 'Scanner' }),
      await open(bob, { teamId, assigneeId: mina.id, subject: 'Seen' }),
    ];
    await write(customer, one);
    await ask(mina, 'POST', '/notices/read', { ticketId: seen, until: (await told(mina)).now });
    expect(await mail()).toBe(0);
    await desk.passSeconds(61);
    expect([await mail(), await mail()]).toEqual([1, 0]);
    const [written] = await mails();
    expect(written?.subject).toBe('2 tickets with news for you');
    expect(written?.text).toContain('Printer\n- Given to you\n- The customer answered\nhttps://desk.example/tickets/');
    expect(written?.text).toContain('Scanner');
    expect(written?.text).not.toContain('Seen');
    expect(other).toBeDefined();
  });

  test('with the full hour, where somebody wants it hourly, by itself and by ticket', async () => {
    const hourly = { inApp: true, mail: 'hourly' } as const;
    await choose(mina, { events: { ...USUAL_NOTICES, assigned: hourly, answered: hourly } });
    // From just after a full hour on, so that the next is an hour away.
    const { rows } = await desk.pool.query<{ left: number }>(
      `SELECT 3605 - extract(epoch FROM nixflow_now())::int % 3600 AS left`,
    );
    await desk.passSeconds(rows[0]?.left ?? 0);
    const before = (await mails()).length;
    const [one, other] = [
      await open(bob, { teamId, assigneeId: mina.id, subject: 'Printer' }),
      await open(bob, { teamId, assigneeId: mina.id, subject: 'Scanner' }),
    ];
    await write(customer, one);
    await desk.passSeconds(30 * 60);
    expect(await mail()).toBe(0);
    await write(customer, other);
    await desk.passSeconds(30 * 60);
    expect([await mail(), await mail()]).toEqual([1, 0]);
    const written = (await mails()).slice(before);
    expect(written.map(({ subject }) => subject)).toEqual(['2 tickets with news for you']);
    expect(written[0]?.text).toMatch(
      /#\d+ Printer\n- Given to you\n- The customer answered\nhttps:\S+\n\n#\d+ Scanner\n- Given to you\n- The customer answered\nhttps:/,
    );
  });

  test('not in quiet hours, but after them', async () => {
    const hour =
      (
        await desk.pool.query<{ hour: number }>(
          'SELECT extract(hour FROM nixflow_now() AT TIME ZONE $1)::int AS hour',
          ['UTC'],
        )
      ).rows[0]?.hour ?? 0;
    const two = (at: number) => String((at + 24) % 24).padStart(2, '0');
    await choose(mina, {
      events: atOnce,
      quietHours: { from: `${two(hour - 1)}:00`, to: `${two(hour + 2)}:00`, timeZone: 'UTC' },
    });
    await open(bob, { teamId, assigneeId: mina.id });
    await desk.passSeconds(61);
    expect(await mail()).toBe(0);
    await desk.passSeconds(2 * 3_600);
    expect(await mail()).toBe(1);
  });

  test('not in quiet hours either if it was due before them and was held up', async () => {
    await choose(mina, { events: atOnce });
    await open(bob, { teamId, assigneeId: mina.id });
    await desk.passSeconds(3_600);
    const { rows } = await desk.pool.query<{ hour: number }>(
      `SELECT extract(hour FROM nixflow_now() AT TIME ZONE 'UTC')::int AS hour`,
    );
    const [from, to] = [0, 1].map((more) => `${String(((rows[0]?.hour ?? 0) + more) % 24).padStart(2, '0')}:00`);
    await choose(mina, { events: atOnce, quietHours: { from: from ?? '', to: to ?? '', timeZone: 'UTC' } });
    expect(await mail()).toBe(0);
    await desk.passSeconds(3_600);
    expect(await mail()).toBe(1);
  });

  test('of what is its team’s and nobody’s in the team’s working hours, of one’s own at any time', async () => {
    const { rows } = await desk.pool.query<{ now: Date }>('SELECT nixflow_now() AS now');
    const tomorrow = new Date((rows[0]?.now.getTime() ?? 0) + 24 * 3_600_000).toISOString().slice(0, 10);
    const hours: Calendar = {
      timeZone: 'UTC',
      weekly: {},
      holidays: [],
      exceptions: [{ date: tomorrow, hours: [['08:00', '16:00']] }],
    };
    const { id: calendarId } = await insertCalendar(desk.pool, hours);
    await desk.pool.query('UPDATE team SET calendar_id = $2 WHERE id = $1', [teamId, calendarId]);
    await choose(mina, { events: { ...atOnce, new_in_team: { inApp: true, mail: 'at_once' } } });
    await open(bob, { teamId, subject: 'Nobody’s' });
    await desk.passSeconds(61);
    expect(await mail()).toBe(0);
    await open(bob, { teamId, assigneeId: mina.id });
    await desk.passSeconds(61);
    // One mail tells all that waits.
    expect(await mail()).toBe(1);
    await open(bob, { teamId, subject: 'Nobody’s' });
    await desk.passSeconds(61);
    expect(await mail()).toBe(0);
    await desk.passSeconds((Date.parse(`${tomorrow}T08:00:00Z`) - (await readNow(desk.pool)).getTime()) / 1000);
    expect(await mail()).toBe(1);
  });

  test('of nothing that they may not see any more', async () => {
    await choose(mina, { events: atOnce });
    const ticketId = await open(bob, { teamId, assigneeId: mina.id });
    await moveToTeam(desk.as(bob), { ticketId, teamId: await insertTeam(desk.pool) });
    await desk.passSeconds(61);
    expect(await mail()).toBe(0);
  });

  test('of a breach, though the warnings before it were recorded with it', async () => {
    await insertPolicy(desk.pool, {
      body: { targets: { normal: { resolution: 60 } }, pauses: {}, warnAt: [50, 75, 90] },
    });
    await desk.pool.query('UPDATE team SET lead_id = $2 WHERE id = $1', [teamId, bob.id]);
    const ticketId = await open(bob, { teamId, assigneeId: mina.id });
    await desk.pool.query('UPDATE sla_policy SET is_active = false');
    await ask(mina, 'POST', '/notices/read', { ticketId: null, until: (await told(mina)).now });
    await desk.passSeconds(600);
    expect(await recordSlaMarks(desk.as({ kind: 'engine' }), { ticketId })).toMatchObject({ recorded: 4 });
    expect((await told(mina, '?unread=true')).groups[0]?.notices[0]?.event).toBe('sla_breached');
    // Whoever leads the team is told, too.
    expect(await eventsOf(bob)).toEqual(['sla_breached']);
    await desk.passSeconds(61);
    expect(await mail()).toBe(2);
    expect((await mails()).at(-1)?.text).toContain('- A clock is late');
  });

  test('two at once write it once', async () => {
    await choose(mina, { events: atOnce });
    const ticketId = await open(bob, { teamId });
    await assignTicket(desk.as(bob), { ticketId, assigneeId: mina.id });
    await desk.passSeconds(61);
    const written = await Promise.all([mail(), mail(), mail()]);
    expect(written.reduce((sum, one) => sum + one)).toBe(1);
  });
});

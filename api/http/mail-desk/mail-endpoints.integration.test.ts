import { randomUUID } from 'node:crypto';
import { recordAttempt } from '#commands/mail/record-attempt';
import { addMessage } from '#commands/tickets/add-message';
import { openTicket } from '#commands/tickets/open-ticket';
import type {
  CaughtMails,
  IncomingMails,
  OutgoingMail,
  OutgoingMails,
  ReadCaughtMail,
} from '#domain/contracts/mail-desk';
import type { ProblemBody } from '#domain/contracts/problem';
import type { AttemptResult, LedgerState } from '#domain/mail/ledger';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { caughtMails } from '#store/mail/caught-mail';
import { ledger } from '#store/mail/ledger';
import { readFacts } from '#store/tickets/read-facts';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { judgeTicket } from '#testkit/judge-ticket';
import { serveTestApp } from '#testkit/serve-test-app';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mailEndpoints } from './mail-endpoints.ts';

let desk: TestDesk;
let admin: StaffActor;
let supervisor: StaffActor;
let agent: StaffActor;
let customer: Extract<Actor, { kind: 'customer' }>;
let teamId: string;
let ticketId: string;
let mailId: string;

beforeAll(async () => {
  desk = await openTestDesk();
  admin = await insertStaff(desk.pool, { role: 'admin' });
  supervisor = await insertStaff(desk.pool, { role: 'supervisor' });
});
beforeEach(async () => {
  await desk.pool.query('DELETE FROM outgoing_mail');
  await desk.pool.query('DELETE FROM raw_mail');
  await desk.pool.query('TRUNCATE caught_mail RESTART IDENTITY');
  teamId = await insertTeam(desk.pool);
  agent = await insertStaff(desk.pool, { teamIds: [teamId] });
  customer = await insertCustomer(desk.pool);
  ({ ticketId } = await openTicket(desk.as(supervisor), buildOpenTicketInput(customer.id, { teamId })));
  mailId = await reply();
});
afterEach(async () => {
  expect((await judgeTicket(desk.pool, ticketId)).faults).toEqual([]);
});

async function reply(): Promise<string> {
  const { messageId } = await addMessage(desk.as(agent), { ticketId, public: true, body: 'Words', via: 'web' });
  return (await ledger.findByMessage(desk.pool, messageId))!.id;
}

/** What any of the routes may answer; each story reads what its own ones do. */
type Answer = OutgoingMail &
  ReadCaughtMail &
  ProblemBody &
  Pick<OutgoingMails, 'next'> &
  Pick<CaughtMails, 'catchingSince'> & {
    readonly mails: readonly (Partial<Omit<IncomingMails['mails'][number], 'mailId'>> & { readonly mailId: string })[];
  };

/** The API as somebody has it. */
async function serve(viewer: Actor) {
  const door = { ...desk.as(viewer), readActor: () => Promise.resolve(viewer) };
  const { origin } = await serveTestApp(mailEndpoints(door));
  return async (call: string) => {
    const [method = '', path = ''] = call.split(' ');
    const response = await fetch(`${origin}/api/mail/${path}`, { method });
    return { status: response.status, body: (await response.json()) as Answer };
  };
}

const statusesOf = async (viewer: Actor, calls: readonly string[]) => {
  const call = await serve(viewer);
  const statuses: number[] = [];
  for (const one of calls) statuses.push((await call(one)).status);
  return statuses;
};
const attempt = (number: number, result: AttemptResult, of = mailId) =>
  recordAttempt(desk.as({ kind: 'engine' }), { deliveryId: of, attempt: number, result });
/** As the first attempt leaves it. */
const leave = async (state: LedgerState) => {
  await ledger.beginAttempt(desk.pool, mailId, 1, 30_000);
  if (state === 'unknown') await ledger.beginData(desk.pool, mailId, 1, 30_000);
  if (state === 'failed') await attempt(1, { kind: 'refused', answer: '550 no' });
  if (state === 'unknown') await attempt(1, { kind: 'unknown', answer: 'It broke' });
};
const lastFacts = async (count: number) =>
  (await readFacts(desk.pool, ticketId, { after: 0, limit: 100 })).slice(-count);

describe('a mail that failed, or of which nobody knows', () => {
  test.each<LedgerState>(['failed', 'unknown'])(
    '(%s) is sent again under its id, and its delivery starts',
    async (state) => {
      await leave(state);
      const before = await ledger.find(desk.pool, mailId);
      const { status, body } = await (await serve(agent))(`POST outgoing/${mailId}/resend`);
      expect([status, body.state, body.mayResend]).toEqual([200, 'queued', false]);
      const after = await ledger.find(desk.pool, mailId);
      expect(after?.internetMessageId).toBe(before?.internetMessageId);
      expect(desk.outbox.at(-1)).toMatchObject({
        destination: 'delivery',
        ticketId: null,
        payload: { deliveryId: mailId },
      });
      expect(await ledger.beginAttempt(desk.pool, mailId, 2, 30_000)).toBe(true);
      await attempt(2, { kind: 'sent', answer: '250 OK' });
      expect(await lastFacts(1)).toMatchObject([{ type: 'delivery', deliveryId: mailId, outcome: 'sent' }]);
    },
  );

  test('is tried as long and as often as a new one, however old it is', async () => {
    await leave('failed');
    await desk.passSeconds(6 * 24 * 3600);
    await (
      await serve(agent)
    )(`POST outgoing/${mailId}/resend`);
    await ledger.beginAttempt(desk.pool, mailId, 2, 30_000);
    await attempt(2, { kind: 'deferred', answer: '451 later' });
    const mail = await ledger.find(desk.pool, mailId);
    expect(mail?.state).toBe('queued');
    expect((mail?.nextAttemptAt ?? 0) - (mail?.now ?? 0)).toBeLessThanOrEqual(60_000);
  });

  test('is not sent again if its own attempt answers before the next one', async () => {
    await leave('unknown');
    await (
      await serve(agent)
    )(`POST outgoing/${mailId}/resend`);
    await attempt(1, { kind: 'sent', answer: '250 OK, late' });
    expect(await ledger.find(desk.pool, mailId)).toMatchObject({ state: 'sent' });
    expect(await ledger.beginAttempt(desk.pool, mailId, 2, 30_000)).toBe(false);
  });

  test('arrived, if a person says so, and the ticket knows who', async () => {
    await leave('unknown');
    const { body } = await (await serve(agent))(`POST outgoing/${mailId}/arrived`);
    expect(body).toMatchObject({ state: 'sent', mayResend: false, maySayArrived: false });
    expect(await lastFacts(1)).toMatchObject([
      { type: 'delivery', outcome: 'sent', cause: { kind: 'person', id: agent.id } },
    ]);
    expect((await (await serve(agent))(`POST outgoing/${mailId}/resend`)).body.code).toBe('not_possible');
  });
});

test('a mail that is on its way, or arrived, is neither sent again nor believed', async () => {
  const call = await serve(agent);
  const codes = async () => [
    (await call(`POST outgoing/${mailId}/resend`)).body.code,
    (await call(`POST outgoing/${mailId}/arrived`)).body.code,
  ];
  expect(await codes()).toEqual(['not_possible', 'not_possible']);
  await ledger.beginAttempt(desk.pool, mailId, 1, 30_000);
  expect(await codes()).toEqual(['not_possible', 'not_possible']);
  await attempt(1, { kind: 'sent', answer: '250' });
  expect(await codes()).toEqual(['not_possible', 'not_possible']);
  // One that failed did not arrive.
  mailId = await reply();
  await leave('failed');
  expect((await call(`POST outgoing/${mailId}/arrived`)).body.code).toBe('not_possible');
});

describe('who sees which mails', () => {
  const acts = () => [`POST outgoing/${mailId}/resend`, `POST outgoing/${mailId}/arrived`];

  test('agents those of their tickets, readers without deciding, others none', async () => {
    await leave('unknown');
    const listed = async (viewer: Actor) =>
      (await (await serve(viewer))('GET outgoing')).body.mails.map((mail) => mail.mailId);
    const stranger = await insertStaff(desk.pool);
    const reader = await insertStaff(desk.pool, { role: 'light_agent', teamIds: [teamId] });
    expect(await listed(agent)).toEqual([mailId]);
    expect(await listed(reader)).toEqual([mailId]);
    expect(await listed(stranger)).toEqual([]);
    expect(await statusesOf(reader, acts())).toEqual([403, 403]);
    expect(await statusesOf(stranger, acts())).toEqual([404, 404]);
    expect(await statusesOf(customer, ['GET outgoing', ...acts()])).toEqual([403, 404, 404]);
    expect(await statusesOf(supervisor, [`POST outgoing/${randomUUID()}/resend`])).toEqual([404]);
  });

  test('mails about no ticket are for supervisors and admins', async () => {
    const id = randomUUID();
    await ledger.insert(desk.pool, {
      ...{
        id,
        kind: 'password_reset',
        ticketId: null,
        messageId: null,
        internetMessageId: `<${id}@x>`,
        fromName: 'Desk',
      },
      ...{ fromAddress: 'a@b.example', replyTo: null, to: ['c@d.example'], cc: [], subject: 'Reset', text: 'Secret' },
      ...{ html: null, inReplyTo: null, references: [], isAutomatic: true, heldUntil: null },
    });
    await desk.pool.query(`UPDATE outgoing_mail SET state = 'unknown' WHERE id = $1`, [id]);
    const { body } = await (await serve(supervisor))('GET outgoing?state=unknown');
    expect(body.mails).toMatchObject([{ mailId: id, kind: 'password_reset', ticket: null, mayResend: true }]);
    expect(JSON.stringify(body)).not.toContain('Secret');
    expect(await statusesOf(agent, [`POST outgoing/${id}/arrived`])).toEqual([404]);
    expect(await statusesOf(supervisor, [`POST outgoing/${id}/arrived`])).toEqual([200]);
  });

  test('one mail of ours is read by whoever sees it in the list', async () => {
    const call = await serve(agent);
    expect((await call(`GET outgoing/${mailId}`)).body).toMatchObject({ mailId, ticket: { ticketId } });
    const stranger = await insertStaff(desk.pool);
    expect(await statusesOf(stranger, [`GET outgoing/${mailId}`])).toEqual([404]);
    expect(await statusesOf(customer, [`GET outgoing/${mailId}`])).toEqual([404]);
  });

  test('what came in is for supervisors and admins', async () => {
    const id = randomUUID();
    const calls = ['GET incoming', `GET incoming/${id}`, `POST incoming/${id}/retry`];
    expect(await statusesOf(agent, calls)).toEqual([403, 403, 403]);
    expect(await statusesOf(customer, calls)).toEqual([403, 403, 403]);
    expect(await statusesOf(supervisor, calls)).toEqual([200, 404, 404]);
  });

  test('what was caught, with the links in it, is for admins', async () => {
    await caughtMails.insert(desk.pool, {
      from: null,
      to: ['ada@example.com'],
      raw: Buffer.from('Subject: A link\r\n'),
    });
    const calls = ['GET caught', 'GET caught/1', 'GET caught/1/raw'];
    for (const viewer of [supervisor, agent, customer])
      expect(await statusesOf(viewer, calls)).toEqual([403, 403, 403]);
    expect(await statusesOf(admin, calls.slice(0, 2))).toEqual([200, 200]);
  });
});

test('mails are listed newest first, page by page', async () => {
  const mails = [mailId];
  for (let count = 0; count < 4; count += 1) mails.unshift(await reply());
  // Two of one instant.
  await desk.pool.query('UPDATE outgoing_mail SET created_at = (SELECT created_at FROM outgoing_mail WHERE id = $1) WHERE id = $2', [mails[1], mails[2]]); // prettier-ignore
  const call = await serve(supervisor);
  const found: string[] = [];
  for (let after = ''; found.length < 10;) {
    const { body } = await call(`GET outgoing?limit=2${after}`);
    found.push(...body.mails.map((mail) => mail.mailId));
    if (body.next === null) break;
    after = `&after=${body.next}`;
  }
  expect(found).toHaveLength(5);
  expect(new Set(found)).toEqual(new Set(mails));
  expect([found[0], found[4]]).toEqual([mails[0], mails[4]]);
  for (const place of ['x.y', `9999999999999999.${randomUUID()}`, `1.${'g'.repeat(36)}`]) {
    for (const list of ['outgoing', 'incoming']) expect((await call(`GET ${list}?after=${place}`)).status).toBe(400);
  }
  expect((await call('GET outgoing?state=sent')).body.mails).toEqual([]);
});

test('mail that came in is listed by what became of it', async () => {
  await desk.pool.query(
    `INSERT INTO raw_mail (content_hash, size, mail_address_id, envelope_from, state, reason, ticket_id, from_address, from_name, subject)
     SELECT 'a', 7, id, NULL, 'quarantined', 'tried_too_often', NULL::uuid, NULL, NULL, NULL FROM mail_address
     UNION ALL SELECT 'b', 9, id, 'a@b.example', 'processed', NULL, $1, 'a@b.example', 'Ada', 'Help' FROM mail_address`,
    [ticketId],
  );
  const call = await serve(supervisor);
  const of = async (query: string) => (await call(`GET incoming${query}`)).body.mails;
  expect(await of('?state=quarantined')).toMatchObject([
    { reason: 'tried_too_often', envelopeFrom: null, ticket: null, from: { name: null, address: null }, size: 7 },
  ]);
  expect(await of('?state=processed')).toMatchObject([
    { ticket: { ticketId }, from: { name: 'Ada', address: 'a@b.example' }, mailbox: 'support@localhost' },
  ]);
  expect(await of('')).toHaveLength(2);
  const { body } = await call('GET incoming?limit=1');
  expect((await of(`?limit=1&after=${String(body.next)}`))[0]?.mailId).not.toBe(body.mails[0]?.mailId);
});

test('a mail in quarantine is tried again when somebody says so, and no other', async () => {
  const { rows } = await desk.pool.query<{ id: string }>(
    `INSERT INTO raw_mail (content_hash, size, mail_address_id, state, reason, attempts)
     SELECT 'a', 7, id, 'quarantined', 'file_missing', 6 FROM mail_address RETURNING id`,
  );
  const id = rows[0]!.id;
  const call = await serve(supervisor);
  expect((await call(`GET incoming/${id}`)).body).toMatchObject({ state: 'quarantined', mayRetry: true });
  const { body } = await call(`POST incoming/${id}/retry`);
  expect(body).toMatchObject({ state: 'received', reason: null, attempts: 0, mayRetry: false });
  expect((await call(`POST incoming/${id}/retry`)).body.code).toBe('not_possible');
  expect(await statusesOf(supervisor, [`POST incoming/${randomUUID()}/retry`])).toEqual([404]);
});

describe('mail that was caught', () => {
  const raw = Buffer.from(
    [
      'From: Support <support@localhost>',
      'To: Ada <ada@example.com>, bob@example.com',
      'Subject: =?utf-8?Q?=C3=84rger?=',
      'Date: Fri, 27 Nov 2026 10:00:00 +0100',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'Have you tried it – again?',
      '',
    ].join('\r\n'),
  );

  test('is listed by its headers, read with its text, and handed out as it is', async () => {
    await caughtMails.insert(desk.pool, { from: 'support@localhost', to: ['ada@example.com'], raw });
    await caughtMails.insert(desk.pool, { from: null, to: [], raw: Buffer.from('no mail at all') });
    const call = await serve(admin);
    const { body } = await call('GET caught?limit=1');
    expect(body).toMatchObject({ mails: [{ id: 2 }], next: '2' });
    const { body: rest } = await call('GET caught?after=2');
    expect(rest.mails).toMatchObject([
      {
        ...{
          id: 1,
          from: 'Support <support@localhost>',
          to: 'Ada <ada@example.com>, bob@example.com',
          subject: 'Ärger',
        },
        ...{ date: '2026-11-27T09:00:00.000Z', size: raw.length, envelopeTo: ['ada@example.com'] },
      },
    ]);
    const { body: one } = await call('GET caught/1');
    expect(one.text.trim()).toBe('Have you tried it – again?');
    expect((await call('GET caught/3')).status).toBe(404);
    expect((await call('GET caught/none')).status).toBe(400);
  });

  test('says since when mail is caught, until a process sends that has a mail server', async () => {
    const call = await serve(admin);
    expect((await call('GET caught')).body.catchingSince).toBeNull();
    await caughtMails.noteCatching(desk.pool, true);
    const { catchingSince } = (await call('GET caught')).body;
    expect(catchingSince).toMatch(/^2/);
    await caughtMails.noteCatching(desk.pool, true);
    expect((await call('GET caught')).body.catchingSince).toBe(catchingSince);
    await caughtMails.noteCatching(desk.pool, false);
    expect((await call('GET caught')).body.catchingSince).toBeNull();
  });

  test('as a file is a mail to be saved', async () => {
    await caughtMails.insert(desk.pool, { from: 'support@localhost', to: ['ada@example.com'], raw });
    const door = { ...desk.as(admin), readActor: () => Promise.resolve(admin) };
    const { origin } = await serveTestApp(mailEndpoints(door));
    const response = await fetch(`${origin}/api/mail/caught/1/raw`);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(raw);
    expect(response.headers.get('content-type')).toBe('message/rfc822');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="caught-1.eml"/);
  });
});

import type { Actor, StaffActor } from '#domain/permissions/actor';
import type { AttemptResult } from '#domain/mail/ledger';
import { advanceClockTo } from '#store/clock';
import { ledger } from '#store/mail/ledger';
import { readMessageId, isMessageIdToken, isReplyToken, readReplyAddress } from '#store/mail/thread-tokens';
import { seed } from '#store/seed';
import { readFacts } from '#store/tickets/read-facts';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { insertCustomer, insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { judgeTicket } from '#testkit/judge-ticket';
import pg from 'pg';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMessage } from '../tickets/add-message.ts';
import { changeStatus } from '../tickets/change-status.ts';
import type { CommandContext } from '../tickets/command-context.ts';
import { mergeTicket } from '../tickets/merge-ticket.ts';
import { openTicket } from '../tickets/open-ticket.ts';
import { recordAttempt } from './record-attempt.ts';
import { releaseReply } from './release-reply.ts';
import { undoReply } from './undo-reply.ts';

let pool: pg.Pool;
let customer: Extract<Actor, { kind: 'customer' }>;
let agent: StaffActor;
let ticketId: string;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
  await seed(pool);
  await pool.query('UPDATE flow SET is_active = false');
});
beforeEach(async () => {
  await pool.query('DELETE FROM clock_shift');
  customer = await insertCustomer(pool);
  agent = await insertStaff(pool);
  ({ ticketId } = await openTicket(as(customer), buildOpenTicketInput(customer.id)));
});
afterEach(async () => {
  expect((await judgeTicket(pool, ticketId)).faults).toEqual([]);
});

const as = (actor: Actor, more: Partial<CommandContext> = {}): CommandContext => ({
  ...{ pool, actor, deliverSoon: () => undefined },
  ...more,
});
const write = (by: Actor, more: object = {}) =>
  addMessage(as(by), { ticketId, public: true, body: 'Words', via: 'web', ...more });
const mailOf = async (messageId: string) => (await ledger.findByMessage(pool, messageId))!;
const typesOf = async (id = ticketId) => (await readFacts(pool, id, { after: 0, limit: 100 })).map(({ type }) => type);
const row = async () =>
  (await pool.query<{ status: string; lastMessageId: string }>('SELECT status, last_message_id AS "lastMessageId" FROM ticket WHERE id = $1', [ticketId])).rows[0]!; // prettier-ignore
const passSeconds = async (seconds: number) => {
  const { rows } = await pool.query<{ now: Date }>('SELECT nixflow_now() AS now');
  await advanceClockTo(pool, new Date(rows[0]!.now.getTime() + seconds * 1000));
};

describe('a reply', () => {
  test('is written down as a mail to the requester, which finds its way back', async () => {
    const { messageId } = await write(agent, { body: 'Have you tried turning it off?' });
    const mail = await mailOf(messageId);
    const { rows } = await pool.query<{ number: number; secret: string; email: string }>(
      `SELECT number::int AS number, mail_secret AS secret, c.email FROM ticket t JOIN customer c ON c.id = t.requester_id,
         installation WHERE t.id = $1`,
      [ticketId],
    );
    const { number, secret, email } = rows[0]!;
    expect(mail).toMatchObject({
      ...{ state: 'queued', attempt: 0, heldUntil: null, to: [email], cc: [], isAutomatic: false },
      ...{ fromAddress: 'support@localhost', fromName: 'Support', text: 'Have you tried turning it off?' },
    });
    expect(mail.subject).toBe(`[#${String(number)}] Re: ${buildOpenTicketInput(customer.id).subject}`);
    const address = readReplyAddress(mail.replyTo!)!;
    expect([address.number, address.address]).toEqual([number, 'support@localhost']);
    expect(isReplyToken(secret, ticketId, address.token)).toBe(true);
    expect(isMessageIdToken(secret, ticketId, readMessageId(mail.internetMessageId)!)).toBe(true);
  });

  test('continues the mails before it', async () => {
    const first = await mailOf((await write(agent)).messageId);
    const second = await mailOf((await write(agent)).messageId);
    expect(second).toMatchObject({ inReplyTo: first.internetMessageId, references: [first.internetMessageId] });
  });

  test('of a customer, or a note, is no mail of ours', async () => {
    const { messageId } = await write(customer);
    const note = await write(agent, { public: false });
    expect([await ledger.findByMessage(pool, messageId), await ledger.findByMessage(pool, note.messageId)]).toEqual([null, null]); // prettier-ignore
  });

  test('without an undo window sets its status at once', async () => {
    await write(agent, { status: 'resolved' });
    expect(await row()).toMatchObject({ status: 'resolved' });
  });

  test('carries a status of agents alone', async () => {
    await expect(write(customer, { status: 'closed' })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a held reply', () => {
  const hold = (more: object = {}) => write(agent, { undoSeconds: 10, ...more });
  const release = async (messageId: string) =>
    releaseReply({ pool, deliverSoon: () => undefined }, (await mailOf(messageId)).id);
  const undo = (messageId: string, by: Actor = agent, of = ticketId) => undoReply(as(by), { ticketId: of, messageId });

  test('leaves when its window is over, not before, and once', async () => {
    const { messageId } = await hold();
    await release(messageId);
    expect((await mailOf(messageId)).state).toBe('held');
    await passSeconds(11);
    await Promise.all([release(messageId), release(messageId), release(messageId)]);
    expect((await mailOf(messageId)).state).toBe('queued');
    expect((await typesOf()).filter((type) => type === 'released')).toHaveLength(1);
  });

  test('sets its status when it leaves', async () => {
    const { messageId } = await hold({ status: 'resolved' });
    expect((await row()).status).toBe('open');
    await passSeconds(11);
    await release(messageId);
    expect((await row()).status).toBe('resolved');
  });

  test.each<[string, () => Promise<unknown>, string]>([
    ['somebody chose another status', () => changeStatus(as(agent), { ticketId, status: 'on_hold' }), 'on_hold'],
    ['the customer wrote', () => write(customer), 'open'],
  ])('but not if %s meanwhile', async (_, meanwhile, status) => {
    const { messageId } = await hold({ status: 'resolved' });
    await meanwhile();
    await passSeconds(11);
    await release(messageId);
    expect((await row()).status).toBe(status);
  });

  test('is taken back, and was never there', async () => {
    const before = (await row()).lastMessageId;
    const { messageId } = await hold({ status: 'resolved' });
    expect((await row()).lastMessageId).toBe(messageId);
    await undo(messageId);
    await passSeconds(11);
    await release(messageId);
    expect(await mailOf(messageId)).toMatchObject({ state: 'undone', attempt: 0 });
    expect(await row()).toEqual({ status: 'open', lastMessageId: before });
    // Nobody has to have seen it.
    await expect(write(agent, { lastMessageId: before })).resolves.toMatchObject({ ticketId });
  });

  test('is taken back once, however often that is asked for', async () => {
    const { messageId } = await hold();
    const receipts = await Promise.all([undo(messageId), undo(messageId)]);
    expect(receipts[0]).toEqual(receipts[1]);
    expect((await typesOf()).filter((type) => type === 'unsent')).toHaveLength(1);
  });

  test('is either taken back or sent, whoever comes first', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { messageId } = await hold();
      await passSeconds(11);
      const [undone] = await Promise.allSettled([undo(messageId), release(messageId)]);
      const { state } = await mailOf(messageId);
      if (undone.status === 'fulfilled') expect(state).toBe('undone');
      else {
        expect(undone.reason).toMatchObject({ code: 'not_possible' });
        expect(state).toBe('queued');
      }
    }
  });

  test.each(['released', 'never held'])('that is %s cannot be taken back', async (how) => {
    const { messageId } = how === 'released' ? await hold() : await write(agent);
    if (how === 'released') {
      await passSeconds(11);
      await release(messageId);
    }
    await expect(undo(messageId)).rejects.toMatchObject({ code: 'not_possible' });
  });

  test('of another ticket, or none, is not found; a customer may not take it back', async () => {
    const { messageId } = await hold();
    const other = await openTicket(as(customer), buildOpenTicketInput(customer.id));
    await expect(undo(messageId, agent, other.ticketId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(undo(ticketId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(undo(messageId, customer)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('is taken back and sent on the page of the ticket that its own was merged into', async () => {
    const survivor = await openTicket(as(customer), buildOpenTicketInput(customer.id));
    const [kept, taken] = [await hold(), await hold()];
    await mergeTicket(as(agent), { ticketId, into: survivor.ticketId });
    await undo(taken.messageId, agent, survivor.ticketId);
    await passSeconds(11);
    await release(kept.messageId);
    expect([(await mailOf(kept.messageId)).state, (await mailOf(taken.messageId)).state]).toEqual(['queued', 'undone']);
    expect((await judgeTicket(pool, survivor.ticketId)).faults).toEqual([]);
  });
});

describe('an attempt', () => {
  const attempt = async (messageId: string) => {
    const { id } = await mailOf(messageId);
    expect(await ledger.beginAttempt(pool, id, 1, 30_000)).toBe(true);
    return id;
  };
  const record = (deliveryId: string, number: number, result: AttemptResult) =>
    recordAttempt({ pool, deliverSoon: () => undefined }, { deliveryId, attempt: number, result });
  const sent: AttemptResult = { kind: 'sent', answer: '250 OK', aliasMessageId: '<alias@example.com>' };
  const outcomes = async () =>
    (await readFacts(pool, ticketId, { after: 0, limit: 100 })).flatMap((fact) => (fact.type === 'delivery' ? [fact.outcome] : [])); // prettier-ignore

  test('is made by one alone', async () => {
    const { messageId } = await write(agent);
    const { id } = await mailOf(messageId);
    const tries = await Promise.all([1, 2, 3, 4].map(() => ledger.beginAttempt(pool, id, 1, 30_000)));
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await ledger.beginAttempt(pool, id, 2, 30_000)).toBe(false);
  });

  test('that was answered is a fact, once', async () => {
    const id = await attempt((await write(agent)).messageId);
    await ledger.beginData(pool, id, 1, 30_000);
    await Promise.all([record(id, 1, sent), record(id, 1, sent)]);
    expect(await ledger.find(pool, id)).toMatchObject({ state: 'sent', leaseUntil: null });
    expect(await outcomes()).toEqual(['sent']);
  });

  test('that the server refused marks an address as bounced if it was the address, and not if it was the mail', async () => {
    const bounces = async () =>
      (await pool.query<{ bounce: string | null }>('SELECT bounce FROM customer_address WHERE customer_id = $1', [customer.id])).rows; // prettier-ignore
    await record(await attempt((await write(agent)).messageId), 1, { kind: 'refused', answer: '552 Too big' });
    expect(await bounces()).toEqual([{ bounce: null }]);
    const answer = '550 5.1.1 Unknown';
    await record(await attempt((await write(agent)).messageId), 1, { kind: 'refused', answer, isAddress: true });
    expect(await bounces()).toEqual([{ bounce: answer }]);
    expect(await outcomes()).toEqual(['failed', 'failed']);
  });

  test('that was put off is made again, after a while', async () => {
    const id = await attempt((await write(agent)).messageId);
    await record(id, 1, { kind: 'deferred', answer: '451 later' });
    const mail = (await ledger.find(pool, id))!;
    expect(mail.state).toBe('queued');
    expect(mail.nextAttemptAt! - mail.now).toBeGreaterThan(50_000);
    expect(await outcomes()).toEqual([]);
    expect(await ledger.beginAttempt(pool, id, 2, 30_000)).toBe(true);
  });

  test('that was lost in the body is unknown, until its own answer comes after all', async () => {
    const id = await attempt((await write(agent)).messageId);
    await ledger.beginData(pool, id, 1, 30_000);
    await record(id, 1, { kind: 'unknown', answer: 'gone' });
    expect(await ledger.beginAttempt(pool, id, 2, 30_000)).toBe(false);
    await record(id, 1, sent);
    expect(await outcomes()).toEqual(['unknown', 'sent']);
  });

  test('whose lease lapsed before the body is taken over, and cannot begin the body any more', async () => {
    const id = await attempt((await write(agent)).messageId);
    await passSeconds(31);
    expect(await ledger.beginAttempt(pool, id, 2, 30_000)).toBe(true);
    expect(await ledger.beginData(pool, id, 1, 30_000)).toBe(false);
    expect(await ledger.renewLease(pool, id, 1, 30_000)).toBe(false);
    expect(await ledger.beginData(pool, id, 2, 30_000)).toBe(true);
  });

  test('that nobody drives any more is found', async () => {
    const { messageId } = await write(agent);
    const { id } = await mailOf(messageId);
    expect(await ledger.listForgotten(pool, 30_000, 1000)).not.toContain(id);
    await passSeconds(31);
    expect(await ledger.listForgotten(pool, 30_000, 1000)).toContain(id);
  });
});

import { resendMail } from '#commands/mail/resend-mail';
import { undoReply } from '#commands/mail/undo-reply';
import { addMessage } from '#commands/tickets/add-message';
import { changeStatus } from '#commands/tickets/change-status';
import { openTicket } from '#commands/tickets/open-ticket';
import type { Actor } from '#domain/permissions/actor';
import { ledger } from '#store/mail/ledger';
import { readFacts } from '#store/tickets/read-facts';
import { insertCustomer, insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { startSmtpSink, type SmtpSink } from '#testkit/smtp-sink';
import { startTicketWorker, type TicketWorker } from '#testkit/ticket-worker';
import { waitUntil } from '#testkit/wait-until';
import { beforeAll, beforeEach, expect, test } from 'vitest';

let sink: SmtpSink;
let desk: TicketWorker;
let customer: Extract<Actor, { kind: 'customer' }>;
let agent: Actor;
let ticketId: string;

beforeAll(async () => {
  sink = await startSmtpSink();
  desk = await startTicketWorker({ smtpUrl: sink.url });
});
beforeEach(async () => {
  sink.clear();
  customer = await insertCustomer(desk.pool);
  agent = await insertStaff(desk.pool);
  ({ ticketId } = await openTicket(desk.context(customer), buildOpenTicketInput(customer.id)));
});

const reply = (more: object = {}) =>
  addMessage(desk.context(agent), { ticketId, public: true, body: 'An answer', via: 'web', ...more });
const mailOf = async (messageId: string) => (await ledger.findByMessage(desk.pool, messageId))!;
const ends = (messageId: string, state: string) => expect.poll(async () => (await mailOf(messageId)).state).toBe(state);
const outcomes = async () =>
  (await readFacts(desk.pool, ticketId, { after: 0, limit: 100 })).flatMap((fact) =>
    fact.type === 'delivery' ? [fact.outcome] : [],
  );

test('a reply reaches the customer, and its ticket hears of it', async () => {
  const { messageId } = await reply({ body: 'Turn it off and on.' });
  const message = await sink.waitForMessage();
  expect(message.header('Message-ID')).toBe((await mailOf(messageId)).internetMessageId);
  expect(message.body).toContain('Turn it off and on.');
  await ends(messageId, 'sent');
  await expect.poll(outcomes).toEqual(['sent']);
});

test('a held reply leaves after its time and not before; one taken back never does', async () => {
  const pressedAt = Date.now();
  const [kept, undone] = [
    await reply({ undoSeconds: 3, body: 'Kept' }),
    await reply({ undoSeconds: 3, body: 'Undone' }),
  ];
  await undoReply(desk.context(agent), { ticketId, messageId: undone.messageId });
  await sink.waitForMessage();
  expect(Date.now() - pressedAt).toBeGreaterThanOrEqual(3_000);
  await ends(kept.messageId, 'sent');
  await ends(undone.messageId, 'undone');
  expect(sink.messages).toHaveLength(1);
});

test('a server that wants it later gets it later', async () => {
  sink.script({ at: 'rcpt', reply: '450 4.2.1 Later' });
  const { messageId } = await reply();
  await expect.poll(() => mailOf(messageId)).toMatchObject({ state: 'queued', attempt: 1 });
  expect(await outcomes()).toEqual([]);
});

test('a server that refuses ends it, and the ticket is told', async () => {
  sink.script({ at: 'rcpt', reply: '550 5.1.1 Unknown' });
  const { messageId } = await reply();
  await ends(messageId, 'failed');
  await expect.poll(outcomes).toEqual(['failed']);
});

test('a connection that breaks after the body leaves it unknown, and it is not sent again', async () => {
  sink.script({ at: 'body', drop: true });
  const { messageId } = await reply();
  await ends(messageId, 'unknown');
  await expect.poll(outcomes).toEqual(['unknown']);
  expect(sink.messages).toHaveLength(1);
});

test('what was refused is sent again when a person asks, under its id, and the ticket hears of that, too', async () => {
  sink.script({ at: 'rcpt', reply: '550 5.1.1 Unknown' });
  const { messageId } = await reply();
  await ends(messageId, 'failed');
  const { id, internetMessageId } = await mailOf(messageId);
  // Whoever asks in the very instant in which its workflow ends waits for the sweep.
  await expect
    .poll(async () => (await desk.client.workflow.getHandle(`delivery-${id}`).describe()).status.name)
    .toBe('COMPLETED');
  await resendMail(desk.context(agent), id);
  expect((await sink.waitForMessage()).header('Message-ID')).toBe(internetMessageId);
  await ends(messageId, 'sent');
  await expect.poll(outcomes).toEqual(['failed', 'sent']);
  expect(sink.messages).toHaveLength(1);
});

test('its workflow terminated, the mail is sent when it is started again', async () => {
  const { messageId } = await reply({ undoSeconds: 2 });
  const { id } = await mailOf(messageId);
  const handle = desk.client.workflow.getHandle(`delivery-${id}`);
  await waitUntil(
    'the delivery',
    async () => (await handle.describe().catch(() => undefined))?.status.name === 'RUNNING',
  );
  await handle.terminate('by an operator');
  await desk.engine.startDelivery(id);
  await desk.engine.startDelivery(id);
  await ends(messageId, 'sent');
  expect(sink.messages).toHaveLength(1);
});

test('a closed ticket waits for its mail, then ends', async () => {
  const { messageId } = await reply({ undoSeconds: 2 });
  await changeStatus(desk.context(agent), { ticketId, status: 'closed' });
  await ends(messageId, 'sent');
  await expect.poll(async () => (await desk.handle(ticketId).describe()).status.name).toBe('COMPLETED');
});

test('no mail is sent twice, whoever starts it and however often', async () => {
  const { messageId } = await reply();
  const { id } = await mailOf(messageId);
  await Promise.all(Array.from({ length: 10 }, () => desk.engine.startDelivery(id)));
  await ends(messageId, 'sent');
  await desk.engine.startDelivery(id);
  await expect
    .poll(async () => (await desk.client.workflow.getHandle(`delivery-${id}`).describe()).status.name)
    .toBe('COMPLETED');
  expect(sink.messages).toHaveLength(1);
});

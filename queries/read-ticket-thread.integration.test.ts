import { randomUUID } from 'node:crypto';
import { undoReply } from '#commands/mail/undo-reply';
import { releaseReply } from '#commands/mail/release-reply';
import { addMessage } from '#commands/tickets/add-message';
import { mergeTicket } from '#commands/tickets/merge-ticket';
import { openTicket } from '#commands/tickets/open-ticket';
import { ticketThread, type ThreadMessage } from '#domain/contracts/ticket-thread';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { ledger } from '#store/mail/ledger';
import { insertCustomer, insertFlow, insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readTicketThread } from './read-ticket-thread.ts';

let desk: TestDesk;
let customer: Extract<Actor, { kind: 'customer' }>;
let agent: StaffActor;
let ticketId: string;

beforeAll(async () => {
  desk = await openTestDesk();
});
beforeEach(async () => {
  customer = await insertCustomer(desk.pool);
  agent = await insertStaff(desk.pool);
  ({ ticketId } = await openTicket(desk.as(customer), buildOpenTicketInput(customer.id, { body: 'Help' })));
});

const write = (by: Actor, more: object = {}, of = ticketId) =>
  addMessage(desk.as(by), { ticketId: of, public: true, body: 'Words', via: 'web', ...more });
const read = async (viewer: Actor, more: object = {}, of = ticketId) =>
  ticketThread.parse(await readTicketThread(desk.pool, viewer, { ticketId: of, limit: 50, ...more }));
const told = (messages: readonly ThreadMessage[]) => messages.map(({ kind, body }) => `${kind}: ${body}`);
const mailOf = async (messageId: string) => (await ledger.findByMessage(desk.pool, messageId))!;

test('the agent side reads all of it, oldest first, with who wrote it and what became of its mail', async () => {
  await write(agent, { body: 'A note', public: false });
  await write(agent, { body: 'A reply' });
  await write(customer, { body: 'Thanks' });
  const { messages, hasOlder } = await read(agent);
  expect(told(messages)).toEqual(['customer: Help', 'note: A note', 'reply: A reply', 'customer: Thanks']);
  expect(hasOlder).toBe(false);
  const [first, note, reply] = messages;
  expect(first).toMatchObject({
    ticketId,
    seq: 1,
    via: 'web',
    delivery: null,
    author: { id: customer.id },
    isAutomatic: false,
    flow: null,
  });
  expect(note).toMatchObject({ delivery: null, author: { id: agent.id, address: null } });
  expect(reply?.author?.name).toMatch(/^Staff /);
  expect(reply?.delivery).toMatchObject({
    ...{ state: 'queued', attempt: 0, heldUntil: null, cc: [], mayResend: false, maySayArrived: false },
    to: [expect.stringContaining('@example.com')],
  });
});

test('a requester reads what was meant for them, and nothing of how it was sent', async () => {
  await write(agent, { body: 'A note', public: false });
  await write(agent, { body: 'Gone' });
  const { messageId } = await write(agent, { body: 'Held', undoSeconds: 60 });
  expect(told((await read(customer)).messages)).toEqual(['customer: Help', 'reply: Gone']);
  await desk.passSeconds(61);
  await releaseReply(desk.as({ kind: 'engine' }), (await mailOf(messageId)).id);
  const { messages } = await read(customer);
  expect(told(messages)).toEqual(['customer: Help', 'reply: Gone', 'reply: Held']);
  expect(messages.map(({ delivery, mayUndo }) => [delivery, mayUndo])).toEqual(Array(3).fill([null, false]));
});

test('a reply says whether it can still be undone, and that it was', async () => {
  const { messageId } = await write(agent, { undoSeconds: 60 });
  expect((await read(agent)).messages.at(-1)).toMatchObject({
    mayUndo: true,
    isUndone: false,
    delivery: { state: 'held' },
  });
  const light = await insertStaff(desk.pool, { role: 'light_agent' });
  expect((await read(light)).messages.at(-1)).toMatchObject({ mayUndo: false });
  await undoReply(desk.as(agent), { ticketId, messageId });
  expect((await read(agent)).messages.at(-1)).toMatchObject({ mayUndo: false, isUndone: true });
  expect(told((await read(customer)).messages)).toEqual(['customer: Help']);
});

test('what a colleague wrote down of a call is no reply', async () => {
  const opened = await openTicket(
    desk.as(agent),
    buildOpenTicketInput(customer.id, { via: 'phone', body: 'They called' }),
  );
  const { messages } = await read(agent, {}, opened.ticketId);
  expect(messages).toMatchObject([{ kind: 'entered', via: 'phone', author: { id: agent.id }, delivery: null }]);
});

test('what a flow wrote says which flow, also where its ticket was merged into another; customers are not told', async () => {
  const appliesTo = { field: 'requester', op: 'is', value: randomUUID() } as const;
  const nodes = { end: { type: 'end' } } as const;
  const { id, versionId: flowVersionId } = await insertFlow(desk.pool, { version: 1, appliesTo, entries: [], nodes });
  await desk.pool.query("UPDATE flow SET name = 'We are on it' WHERE id = $1", [id]);
  const cause = { kind: 'flow', ticketId, flowVersionId, run: 1, path: '1.1', node: 'end' } as const;
  const byFlow = desk.as(agent, { origin: { cause, depth: 1 } });
  await addMessage(byFlow, { ticketId, public: true, body: 'Soon', via: 'web' });
  const flowsOf = async (viewer: Actor, of: string) =>
    (await read(viewer, {}, of)).messages.filter(({ body }) => body === 'Soon').map(({ flow }) => flow);
  expect(await flowsOf(agent, ticketId)).toEqual(['We are on it']);
  expect(await flowsOf(customer, ticketId)).toEqual([null]);
  const { ticketId: into } = await openTicket(desk.as(customer), buildOpenTicketInput(customer.id));
  await mergeTicket(desk.as(agent), { ticketId, into });
  expect(await flowsOf(agent, into)).toEqual(['We are on it']);
});

test('a page begins where the one before ended', async () => {
  for (const body of ['1', '2', '3', '4']) await write(customer, { body });
  const newest = await read(agent, { limit: 2 });
  expect([told(newest.messages), newest.hasOlder]).toEqual([['customer: 3', 'customer: 4'], true]);
  const older = await read(agent, { limit: 3, before: newest.messages[0]?.messageId });
  expect([told(older.messages), older.hasOlder]).toEqual([['customer: Help', 'customer: 1', 'customer: 2'], false]);
  await expect(read(agent, { before: randomUUID() })).rejects.toMatchObject({ code: 'unknown_reference' });
});

describe('of tickets that go on in one', () => {
  test('all messages are there, by their time, each under its own number', async () => {
    const other = await openTicket(desk.as(customer), buildOpenTicketInput(customer.id, { body: 'Help again' }));
    await write(customer, { body: 'Still' });
    await mergeTicket(desk.as(agent), { ticketId: other.ticketId, into: ticketId });
    const { messages } = await read(agent);
    expect(told(messages)).toEqual(['customer: Help', 'customer: Help again', 'customer: Still']);
    expect(messages[1]).toMatchObject({ ticketId: other.ticketId, number: other.number });
    expect((await read(agent, { limit: 1, before: messages[2]?.messageId })).messages).toMatchObject([messages[1]]);
  });

  test('a requester reads their own alone', async () => {
    const stranger = await insertCustomer(desk.pool);
    const other = await openTicket(desk.as(stranger), buildOpenTicketInput(stranger.id, { body: 'Private' }));
    await mergeTicket(desk.as(agent), { ticketId: other.ticketId, into: ticketId });
    expect(told((await read(customer)).messages)).toEqual(['customer: Help']);
    expect(told((await read(agent)).messages)).toContain('customer: Private');
  });
});

test('what came by mail from somebody else says so, with its text, its files and its address', async () => {
  const { messageId } = await write(customer, { body: 'Me, too\n> quoted' });
  await desk.pool.query(
    `UPDATE message SET author_name = 'Ada', author_address = 'ada@example.org', reply_text = 'Me, too', html = '<p>Me, too</p>'
     WHERE id = $1`,
    [messageId],
  );
  await desk.pool.query(
    `INSERT INTO attachment (message_id, name, media_type, size, position, is_inline, content_id)
     VALUES ($1, 'b.pdf', 'application/pdf', 7, 1, false, NULL), ($1, 'a.png', 'image/png', 5, 0, true, 'a@b')`,
    [messageId],
  );
  const message = (await read(agent)).messages.at(-1);
  expect(message).toMatchObject({
    ...{ kind: 'third_party', author: { id: null, name: 'Ada', address: 'ada@example.org' } },
    ...{ replyText: 'Me, too', html: '<p>Me, too</p>' },
    attachments: [
      { name: 'a.png', mediaType: 'image/png', size: 5, isInline: true, contentId: 'a@b' },
      { name: 'b.pdf', isInline: false, contentId: null },
    ],
  });
  expect((await read(customer)).messages.at(-1)?.author).toEqual({ id: null, name: 'Ada', address: null });
});

test('what somebody may not know of is not there', async () => {
  const stranger = await insertCustomer(desk.pool);
  await expect(read(stranger)).rejects.toMatchObject({ code: 'not_found' });
  await expect(read(agent, {}, randomUUID())).rejects.toMatchObject({ code: 'not_found' });
});

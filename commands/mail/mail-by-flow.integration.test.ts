import { randomUUID } from 'node:crypto';
import { addMessage } from '#commands/tickets/add-message';
import { insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { customers } from '#store/people/customers';
import { lockTicket } from '#store/tickets/lock-ticket';
import { inTransaction } from '#store/transaction';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeAll, expect, test } from 'vitest';
import { openTicket } from '../tickets/open-ticket.ts';
import { mailByFlow } from './mail-by-flow.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openTestDesk();
});

/** A ticket that somebody of this address opens. */
async function open(address: string): Promise<string> {
  const { id } = await customers.findOrInsert(desk.pool, { name: 'Ann', address });
  return (await openTicket(desk.as({ kind: 'customer', id, organisationId: null }), buildOpenTicketInput(id))).ticketId;
}
/** What comes of a flow's mail about a ticket. */
const mail = (ticketId: string) =>
  inTransaction(desk.pool, async (client) => {
    const ticket = await lockTicket(client, ticketId);
    const came = await mailByFlow(client, ticket!, { subject: 'We received it', text: 'Hello' });
    return came.kind === 'refused' ? came.reason : came.kind;
  });
const acknowledge = async (address: string) => mail(await open(address));
const someone = () => `ann${randomUUID().slice(0, 8)}`;

test('whoever opens tickets without end is told of ten in an hour, by whatever name of their mailbox', async () => {
  const name = someone();
  const addresses = ['', '+1', '+two', '+3', '+1', '', '+5', '+6', '+7', ''].map((tag) => `${name}${tag}@desk.example`);
  for (const address of addresses) expect(await acknowledge(address)).toBe('queued');
  expect(await acknowledge(`${name.toUpperCase()}+ten@desk.example`)).toBe('mail_limit');
  expect(await acknowledge(`${someone()}@desk.example`)).toBe('queued');
  await desk.passSeconds(3_600);
  expect(await acknowledge(`${name}@desk.example`)).toBe('queued');
});

test('and of thirty in a day', async () => {
  const address = `${someone()}@desk.example`;
  for (let hour = 0; hour < 3; hour += 1) {
    for (let count = 0; count < 10; count += 1) expect(await acknowledge(address)).toBe('queued');
    await desk.passSeconds(3_600);
  }
  expect(await acknowledge(address)).toBe('mail_limit');
  await desk.passSeconds(22 * 3_600);
  expect(await acknowledge(address)).toBe('queued');
});

test('dots do not make another mailbox where they do not', async () => {
  const name = someone();
  const dotted = Array.from({ length: 10 }, (_, at) => `${name.slice(0, at + 1)}.${name.slice(at + 1)}@gmail.com`);
  for (const address of dotted) expect(await acknowledge(address)).toBe('queued');
  expect(await acknowledge(`${name}@googlemail.com`)).toBe('mail_limit');
  expect(await acknowledge(`${name}@desk.example`)).toBe('queued');
});

test('once one of us works on a ticket its flows write, however many tickets its requester has', async () => {
  const address = `${someone()}@desk.example`;
  for (let count = 0; count < 10; count += 1) await acknowledge(address);
  const ticketId = await open(address);
  expect(await mail(ticketId)).toBe('mail_limit');
  await addMessage(desk.as(await insertStaff(desk.pool)), { ticketId, public: false, body: 'Mine', via: 'web' });
  expect(await mail(ticketId)).toBe('queued');
});

test.each(['support@localhost', 'Support+1@localhost', 'no-reply@desk.example', 'MAILER-DAEMON@desk.example'])(
  'nothing is mailed to %s by itself',
  async (address) => {
    expect(await acknowledge(address)).toBe('mail_unwanted');
  },
);

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { uploadAttachment } from '#commands/attachments/upload-attachment';
import { uploaderOf } from '#commands/attachments/uploader';
import { addMessage } from '#commands/tickets/add-message';
import { openTicket } from '#commands/tickets/open-ticket';
import type { StaffActor } from '#domain/permissions/actor';
import { openMailFiles, type MailFiles } from '#mail/files/mail-files';
import { readSmtpUrl } from '#mail/smtp/smtp-url';
import { ledger } from '#store/mail/ledger';
import { insertCustomer, insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { startSmtpSink, type SmtpSink } from '#testkit/smtp-sink';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createDeliveryActivities } from './create-delivery-activities.ts';

let desk: TestDesk;
let sink: SmtpSink;
let files: MailFiles;
let agent: StaffActor;
let ticketId: string;

beforeAll(async () => {
  desk = await openTestDesk();
  sink = await startSmtpSink();
  files = openMailFiles(mkdtempSync(join(tmpdir(), 'nixflow-delivery-')));
});
beforeEach(async () => {
  sink.clear();
  agent = await insertStaff(desk.pool);
  const customer = await insertCustomer(desk.pool);
  ({ ticketId } = await openTicket(desk.as(customer), buildOpenTicketInput(customer.id)));
});

const upload = async (name: string, content: string) => {
  const keep = (id: string) => files.keepStream(id, Readable.from([Buffer.from(content)]));
  const context = {
    client: desk.pool,
    uploadedBy: uploaderOf(agent),
    keep,
    forget: (id: string) => files.removeFile(id),
  };
  return (await uploadAttachment(context, { name, mediaType: 'text/plain' })).attachmentId;
};
const reply = async (attachmentIds: readonly string[]) => {
  const input = { ticketId, public: true, body: 'See the files.', via: 'web', attachmentIds } as const;
  const { messageId } = await addMessage(desk.as(agent), input);
  return (await ledger.findByMessage(desk.pool, messageId))!.id;
};
const attempt = (mailId: string, { number = 1, isCatching = false } = {}) =>
  createDeliveryActivities({
    ...{ pool: desk.pool, deliverSoon: () => undefined, files, isCatching },
    server: () => readSmtpUrl(sink.url),
  }).attemptDelivery(mailId, number);

test('a reply takes its files along, in their order', async () => {
  const mailId = await reply([await upload('Größe.txt', 'one'), await upload('b.txt', 'two')]);
  expect(await attempt(mailId)).toMatchObject({ kind: 'sent' });
  const [message] = sink.messages;
  const encoded = ['one', 'two'].map((text) => Buffer.from(text).toString('base64'));
  const places = encoded.map((text) => message!.body.indexOf(text));
  expect(places[0]).toBeGreaterThan(0);
  expect(places[1]).toBeGreaterThan(places[0]!);
  expect(message!.body).toMatch(/Content-Disposition: attachment;\s+filename\*?0?\*?=.*Gr/);
  expect(message!.body).toContain('See the files.');
});

test('a mail that only the built-in catcher took is never said to have left; sent again by a server it is', async () => {
  const mailId = await reply([]);
  const isCaught = async () =>
    (await desk.pool.query<{ is_caught: boolean }>('SELECT is_caught FROM outgoing_mail WHERE id = $1', [mailId]))
      .rows[0]?.is_caught;
  expect(await attempt(mailId, { isCatching: true })).toMatchObject({ kind: 'sent' });
  expect(await isCaught()).toBe(true);
  await desk.pool.query("UPDATE outgoing_mail SET state = 'queued' WHERE id = $1", [mailId]);
  expect(await attempt(mailId, { number: 2 })).toMatchObject({ kind: 'sent' });
  expect(await isCaught()).toBe(false);
});

test('one whose file is gone does not leave without it, and says so', async () => {
  const attachmentId = await upload('a.txt', 'one');
  const mailId = await reply([attachmentId]);
  await files.removeFile(attachmentId);
  expect(await attempt(mailId)).toMatchObject({ kind: 'refused', answer: 'A file of this mail is gone.' });
  expect(sink.messages).toEqual([]);
});

test('one that cannot be made now is put off', async () => {
  const mailId = await reply([await upload('a.txt', 'one')]);
  const broken = { openFile: () => Promise.reject(new Error('The disk is away.')) };
  const { attemptDelivery } = createDeliveryActivities({
    ...{ pool: desk.pool, deliverSoon: () => undefined, files: broken },
    server: () => readSmtpUrl(sink.url),
  });
  expect(await attemptDelivery(mailId, 1)).toEqual({ kind: 'deferred', answer: 'The disk is away.' });
});

test('files that no mail server would take are refused with the reply; in a note they are not', async () => {
  const ids = [await upload('a.txt', 'one'), await upload('b.txt', 'two')];
  await desk.pool.query('UPDATE attachment SET size = 20000000 WHERE id = ANY($1)', [ids]);
  await expect(reply(ids)).rejects.toMatchObject({ code: 'not_possible' });
  const note = { ticketId, public: false, body: 'Here', via: 'web', attachmentIds: ids } as const;
  await expect(addMessage(desk.as(agent), note)).resolves.toMatchObject({ ticketId });
});

import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deleteUnusedAttachments } from '#commands/attachments/delete-unused-attachments';
import { undoReply } from '#commands/mail/undo-reply';
import { addMessage } from '#commands/tickets/add-message';
import { changeStatus } from '#commands/tickets/change-status';
import { mergeTicket } from '#commands/tickets/merge-ticket';
import { openTicket } from '#commands/tickets/open-ticket';
import type { AttachmentView } from '#domain/contracts/attachment';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { openMailFiles } from '#mail/files/mail-files';
import { readTicketThread } from '#queries/read-ticket-thread';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { insertCustomer, insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { serveTestApp } from '#testkit/serve-test-app';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attachmentEndpoints } from './attachment-endpoints.ts';

let desk: TestDesk;
let folder: string;
let agent: StaffActor;
let customer: Extract<Actor, { kind: 'customer' }>;

beforeAll(async () => {
  desk = await openTestDesk();
  folder = await mkdtemp(join(tmpdir(), 'attachments-'));
  atEndOfFile('folder', () => rm(folder, { recursive: true }));
});
beforeEach(async () => {
  agent = await insertStaff(desk.pool);
  customer = await insertCustomer(desk.pool);
});

const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(50)]);

/** The API as somebody has it. */
async function serve(viewer: Actor) {
  const door = { pool: desk.pool, readActor: () => Promise.resolve(viewer), files: openMailFiles(folder) };
  const { origin } = await serveTestApp(attachmentEndpoints(door));
  return {
    async upload(content: BodyInit, headers: Record<string, string> = { 'X-File-Name': 'a.txt' }) {
      const response = await fetch(`${origin}/api/attachments`, { method: 'POST', headers, body: content });
      return { status: response.status, body: (await response.json()) as AttachmentView };
    },
    get: (id: string, query = '') => fetch(`${origin}/api/attachments/${id}${query}`),
  };
}

const uploadAs = async (actor: Actor, content: BodyInit = 'bytes', headers?: Record<string, string>) =>
  (await (await serve(actor)).upload(content, headers)).body.attachmentId;
const statusOf = async (actor: Actor, id: string) => (await (await serve(actor)).get(id)).status;
const opened = (by: Actor, more: object = {}) => openTicket(desk.as(by), buildOpenTicketInput(customer.id, more));
const write = (by: Actor, ticketId: string, attachmentIds: readonly string[], more: object = {}) =>
  addMessage(desk.as(by), { ticketId, public: true, body: 'Words', via: 'web', attachmentIds, ...more });
const filesIn = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe('an upload', () => {
  test('lies under a random id, not under its name, and comes back as it was', async () => {
    const { upload, get } = await serve(agent);
    const { status, body } = await upload(png, {
      'X-File-Name': encodeURIComponent('Größe 1.png'),
      'Content-Type': 'image/png',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: 'Größe 1.png', mediaType: 'image/png', size: png.length, isInline: false });
    expect(await filesIn()).toContain(body.attachmentId);
    const response = await get(body.attachmentId);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(png);
    expect(response.headers.get('content-disposition')).toContain(`attachment; filename="Gr__e 1.png"`);
    expect(response.headers.get('content-type')).toBe('image/png');
  });

  test.each([
    ['no name', {}],
    ['a path', { 'X-File-Name': encodeURIComponent('../../etc/passwd') }],
    ['a name that turns around', { 'X-File-Name': encodeURIComponent('exe\u202egnp.') }],
    ['a name of two lines', { 'X-File-Name': encodeURIComponent('a\nb') }],
    ['a name that is not encoded', { 'X-File-Name': '%E0%A4' }],
  ])('with %s is refused, and nothing is kept of it', async (_, headers) => {
    const before = await filesIn();
    expect(await (await serve(agent)).upload('x', headers as Record<string, string>)).toMatchObject({ status: 400 });
    expect(await filesIn()).toEqual(before);
  });

  test('of more than 25 MiB is refused, and nothing is kept of it', async () => {
    const before = await filesIn();
    const { rows } = await desk.pool.query('SELECT FROM attachment');
    const { upload } = await serve(agent);
    expect((await upload(new Uint8Array(25 * 1024 * 1024 + 1))).status).toBe(413);
    expect(await filesIn()).toEqual(before);
    expect((await desk.pool.query('SELECT FROM attachment')).rows).toHaveLength(rows.length);
  });

  test('is its uploader’s alone until it is on a message', async () => {
    const id = await uploadAs(agent);
    expect(await statusOf(agent, id)).toBe(200);
    expect(await statusOf(await insertStaff(desk.pool, { role: 'admin' }), id)).toBe(404);
    expect(await statusOf(customer, id)).toBe(404);
    const { ticketId } = await opened(customer);
    const other = await insertStaff(desk.pool);
    await expect(write(other, ticketId, [id])).rejects.toMatchObject({ code: 'unknown_reference' });
  });

  test('is forgotten if no message used it within a day', async () => {
    const [unused, used] = [await uploadAs(agent), await uploadAs(agent)];
    const { ticketId } = await opened(customer);
    await write(agent, ticketId, [used]);
    const forget = () => deleteUnusedAttachments(desk.pool, (id) => openMailFiles(folder).removeFile(id));
    await forget();
    expect(await statusOf(agent, unused)).toBe(200);
    await desk.passSeconds(25 * 3600);
    const fresh = await uploadAs(agent);
    await forget();
    await forget();
    expect([await statusOf(agent, unused), await statusOf(agent, used), await statusOf(agent, fresh)]).toEqual([
      404, 200, 200,
    ]);
    expect(await filesIn()).not.toContain(unused);
  });

  test('one after the other, used by nothing, comes to an end', async () => {
    await desk.pool.query(
      `INSERT INTO attachment (uploaded_by, name, media_type, size) SELECT $1, 'x', '', 0 FROM generate_series(1, 100)`,
      [`staff:${agent.id}`],
    );
    expect(await (await serve(agent)).upload('x')).toMatchObject({ status: 409, body: { code: 'not_possible' } });
  });
});

describe('on a message', () => {
  test('files come in the order they were named, once, with the first message too', async () => {
    const [one, two, three] = [await uploadAs(customer), await uploadAs(customer), await uploadAs(customer)];
    const { ticketId } = await opened(customer, { attachmentIds: [two, one] });
    const { messages } = await readTicketThread(desk.pool, agent, { ticketId, limit: 10 });
    expect(messages[0]?.attachments.map(({ attachmentId }) => attachmentId)).toEqual([two, one]);
    await expect(write(customer, ticketId, [three, one])).rejects.toMatchObject({ code: 'unknown_reference' });
    await write(customer, ticketId, [three]);
    await expect(write(customer, ticketId, [randomUUID()])).rejects.toMatchObject({ code: 'unknown_reference' });
    expect(await statusOf(agent, three)).toBe(200);
  });

  test('of a closed ticket they go with the follow-up', async () => {
    const { ticketId } = await opened(customer);
    await changeStatus(desk.as(agent), { ticketId, status: 'closed' });
    const id = await uploadAs(customer);
    const followUp = await write(customer, ticketId, [id]);
    expect(followUp.ticketId).not.toBe(ticketId);
    const { messages } = await readTicketThread(desk.pool, agent, { ticketId: followUp.ticketId, limit: 10 });
    expect(messages[0]?.attachments).toMatchObject([{ attachmentId: id }]);
  });

  test('whoever may read it may have its files, and nobody else', async () => {
    const teamId = await insertTeam(desk.pool);
    const member = await insertStaff(desk.pool, { teamIds: [teamId] });
    const supervisor = await insertStaff(desk.pool, { role: 'supervisor' });
    const { ticketId } = await openTicket(desk.as(supervisor), buildOpenTicketInput(customer.id, { teamId }));
    const [reply, note] = [await uploadAs(member), await uploadAs(member)];
    await write(member, ticketId, [reply]);
    await write(member, ticketId, [note], { public: false });
    const seen = async (actor: Actor) => [await statusOf(actor, reply), await statusOf(actor, note)];
    expect(await seen(member)).toEqual([200, 200]);
    expect(await seen(supervisor)).toEqual([200, 200]);
    expect(await seen(agent)).toEqual([404, 404]);
    expect(await seen(customer)).toEqual([200, 404]);
    expect(await seen(await insertCustomer(desk.pool))).toEqual([404, 404]);
    // Shown in the survivor's thread, to whoever sees that.
    const survivor = await opened(customer);
    await mergeTicket(desk.as(supervisor), { ticketId, into: survivor.ticketId });
    expect(await seen(agent)).toEqual([200, 200]);
  });

  test('a requester does not have files of a reply that is held or was undone', async () => {
    const { ticketId } = await opened(customer);
    const id = await uploadAs(agent);
    const { messageId } = await write(agent, ticketId, [id], { undoSeconds: 60 });
    expect([await statusOf(customer, id), await statusOf(agent, id)]).toEqual([404, 200]);
    await undoReply(desk.as(agent), { ticketId, messageId });
    expect([await statusOf(customer, id), await statusOf(agent, id)]).toEqual([404, 200]);
  });
});

describe('a file leaves', () => {
  test('as nothing that a browser would run', async () => {
    for (const type of ['text/html', 'image/svg+xml', 'application/xml']) {
      const id = await uploadAs(agent, '<script>alert(1)</script>', { 'X-File-Name': 'a', 'Content-Type': type });
      for (const query of ['', '?inline=1']) {
        const { headers } = await (await serve(agent)).get(id, query);
        expect(headers.get('content-type')).toBe('application/octet-stream');
        expect(headers.get('content-disposition')).toMatch(/^attachment/);
        expect(headers.get('content-security-policy')).toContain('sandbox');
      }
    }
  });

  test('to be shown, if it is asked for and a picture by its bytes, whatever it says', async () => {
    const id = await uploadAs(agent, png, { 'X-File-Name': 'a.html', 'Content-Type': 'text/html' });
    const { get } = await serve(agent);
    const shown = await get(id, '?inline=1');
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(shown.headers.get('content-disposition')).toMatch(/^inline/);
    expect(Buffer.from(await shown.arrayBuffer())).toEqual(png);
    expect((await get(id)).headers.get('content-disposition')).toMatch(/^attachment/);
  });

  test('only while it is there', async () => {
    const id = await uploadAs(agent);
    await openMailFiles(folder).removeFile(id);
    expect(await statusOf(agent, id)).toBe(404);
    expect(await statusOf(agent, randomUUID())).toBe(404);
  });
});

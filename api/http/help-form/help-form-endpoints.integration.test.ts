import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deleteUnusedAttachments } from '#commands/attachments/delete-unused-attachments';
import { uploadAttachment } from '#commands/attachments/upload-attachment';
import { LARGEST_FORM_FILE } from '#domain/contracts/help-form';
import { acknowledgementFlow } from '#domain/flow/acknowledgement-flow';
import { openMailFiles } from '#mail/files/mail-files';
import { readTicketThread } from '#queries/read-ticket-thread';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { insertFlow, insertStaff } from '#testkit/factories/desk';
import { serveHelpForm } from '#testkit/serve-help-form';
import { openTestDesk, type TestDesk } from '#testkit/test-desk';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';

let desk: TestDesk;
let folder: string;
let served: Awaited<ReturnType<typeof serveHelpForm>>;
let call: ReturnType<(typeof served)['from']>;
let people = 0;

beforeAll(async () => {
  desk = await openTestDesk();
  folder = await mkdtemp(join(tmpdir(), 'help-form-'));
  atEndOfFile('folder', () => rm(folder, { recursive: true }));
});
beforeEach(async () => {
  served = await serveHelpForm(desk, folder);
  call = served.from();
});
afterEach(() => {
  vi.useRealTimers();
});

const someone = () => ({
  name: 'Zoe Quist',
  email: `zoe${String((people += 1))}@customers.example`,
  subject: 'Paper jam',
  body: 'It is stuck.\nAgain.',
});
const pass = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });

/** A form that was open for as long as it takes to read it. */
async function open(): Promise<string> {
  const { status, body } = await call('GET ');
  expect(status).toBe(200);
  pass(3_000);
  return body.token;
}
const upload = (token: string, content: BodyInit = 'bytes', name = 'a.txt') =>
  call('POST /files', content, { 'X-Form-Token': token, 'X-File-Name': name, 'Content-Type': 'text/plain' });
const ask = async (more: object = {}, headers: Record<string, string> = {}) =>
  call('POST /requests', { token: await open(), ...someone(), ...more }, headers);
const faultsOf = ({ body }: { body: { errors?: unknown } }) =>
  (body.errors as { pointer: string; code: string }[]).map(({ pointer, code }) => `${pointer} ${code}`);
const countOf = async (table: 'ticket' | 'customer' | 'attachment') => {
  const { rows } = await desk.pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
  return rows[0]?.count;
};
const filesIn = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;
const ticketOf = async (number: number) => {
  const { rows } = await desk.pool.query<{ id: string; subject: string; name: string; email: string; fact: object }>(
    `SELECT t.id, t.subject, c.name, c.email, f.data || jsonb_build_object('cause', f.cause) AS fact FROM ticket t
     JOIN customer c ON c.id = t.requester_id JOIN ticket_event f ON f.ticket_id = t.id AND f.seq = 1 WHERE t.number = $1`,
    [number],
  );
  return rows[0]!;
};

describe('somebody who asks', () => {
  test('gets the number of a ticket that has their words and their files, in their name', async () => {
    const token = await open();
    const one = (await upload(token, 'one', encodeURIComponent('Größe.txt'))).body;
    const two = (await upload(token, 'two')).body;
    expect(one).toMatchObject({ name: 'Größe.txt', size: 3, mediaType: 'text/plain' });
    const who = { ...someone(), name: ' Zoe \n Quist ', email: 'ZOE@Customers.Example' };
    const attachmentIds = [two.attachmentId, one.attachmentId];
    const { status, body } = await call('POST /requests', { token, ...who, attachmentIds });
    expect(status).toBe(201);
    expect(Object.keys(body)).toEqual(['number']);

    const ticket = await ticketOf(body.number);
    expect(ticket).toMatchObject({ subject: 'Paper jam', name: 'Zoe Quist', email: 'zoe@customers.example' });
    const { rows } = await desk.pool.query<{ id: string }>('SELECT id FROM customer WHERE email = $1', [ticket.email]);
    const customer = { kind: 'customer', id: rows[0]!.id };
    expect(ticket.fact).toMatchObject({ by: 'customer', via: 'form', status: 'new', cause: customer });
    const agent = await insertStaff(desk.pool);
    const { messages } = await readTicketThread(desk.pool, agent, { ticketId: ticket.id, limit: 10 });
    expect(messages).toMatchObject([
      { kind: 'customer', via: 'form', body: 'It is stuck.\nAgain.', author: { name: 'Zoe Quist' } },
    ]);
    expect(messages[0]?.attachments.map(({ attachmentId }) => attachmentId)).toEqual(attachmentIds);
    expect(desk.outbox).toContainEqual(expect.objectContaining({ destination: 'temporal', ticketId: ticket.id }));
  });

  test('twice with the same key has asked once, and with other words is told', async () => {
    const headers = { 'Idempotency-Key': 'once' };
    const request = { token: await open(), ...someone() };
    const first = await call('POST /requests', request, headers);
    const before = await countOf('ticket');
    expect((await call('POST /requests', request, headers)).body).toEqual(first.body);
    expect(await countOf('ticket')).toBe(before);
    expect(await call('POST /requests', { ...request, body: 'Other' }, headers)).toMatchObject({
      ...{ status: 422, body: { code: 'idempotency_key_reused' } },
    });
    // The same key on somebody else's form is another one.
    expect((await ask({}, headers)).body.number).not.toBe(first.body.number);
  });

  test('and is known keeps their name, and cannot tell by the answer whether they are', async () => {
    const [known, unknown] = [someone(), someone()];
    await ask(known);
    const again = await ask({ ...known, name: 'Eve', email: known.email.toUpperCase() });
    const fresh = await ask(unknown);
    expect(await ticketOf(again.body.number)).toMatchObject({ name: 'Zoe Quist', email: known.email });
    expect([again.status, Object.keys(again.body)]).toEqual([fresh.status, Object.keys(fresh.body)]);
  });

  test('is answered by the acknowledgement that every installation has', async () => {
    const { versionId } = await insertFlow(desk.pool, acknowledgementFlow);
    expect((await ticketOf((await ask()).body.number)).fact).toMatchObject({ flowVersionIds: [versionId] });
  });

  test('in the name of an address of ours is refused: answers would come back as questions', async () => {
    for (const email of ['support@localhost', 'support@desk.example', 'Support+1042.abc@desk.example']) {
      await desk.pool.query(
        `INSERT INTO mail_address (address, name) VALUES ('support@desk.example', 'Desk') ON CONFLICT DO NOTHING`,
      );
      expect(await ask({ email })).toMatchObject({ status: 400 });
    }
    expect(faultsOf(await ask({ email: 'support@desk.example' }))).toEqual(['/email own_address']);
  });

  test('is told at each field what is wrong, and nothing is made', async () => {
    const before = [await countOf('ticket'), await countOf('customer')];
    const wrong = { name: '', email: 'zoe', subject: ' \u0007 ', body: 7, attachmentIds: ['x'], more: 1 };
    const answer = await ask(wrong);
    expect(answer.status).toBe(400);
    expect(faultsOf(answer).sort()).toEqual([
      ' unrecognized_keys',
      '/attachmentIds/0 invalid_format',
      '/body invalid_type',
      '/email invalid_format',
      '/name too_small',
      '/subject too_small',
    ]);
    expect(await call('POST /requests', '{', { 'Content-Type': 'application/json' })).toMatchObject({ status: 400 });
    expect(await call('POST /requests', 'x', { 'Content-Type': 'text/plain' })).toMatchObject({ status: 415 });
    expect(await ask({ body: 'x'.repeat(300_000) })).toMatchObject({ status: 413 });
    expect([await countOf('ticket'), await countOf('customer')]).toEqual(before);
  });

  test('from a page of another origin is refused', async () => {
    expect(await ask({}, { Origin: 'https://evil.example' })).toMatchObject({ status: 403 });
  });
});

describe('machines', () => {
  test('that are too fast are told when to come again, and may', async () => {
    const { token } = (await call('GET ')).body;
    const request = { token, ...someone() };
    const answer = await call('POST /requests', request);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('Retry-After')).toBe('3');
    expect(faultsOf(answer)).toEqual(['/token too_soon']);
    pass(3_000);
    expect(await call('POST /requests', request)).toMatchObject({ status: 201 });
  });

  test('that kept a form, or made one up, have to open another', async () => {
    const token = await open();
    pass(12 * 3_600_000);
    expect(faultsOf(await call('POST /requests', { token, ...someone() }))).toEqual(['/token expired']);
    expect(faultsOf(await upload(token))).toEqual(['/x-form-token expired']);
    expect(faultsOf(await call('POST /requests', { token: 'mine', ...someone() }))).toEqual(['/token unknown']);
  });

  test('that fill in what people do not see are thanked, and nothing is made', async () => {
    const before = [await countOf('ticket'), await countOf('customer')];
    const { status, body } = await call('POST /requests', {
      token: 'x',
      ...someone(),
      homepage: 'https://spam.example',
    });
    expect([status, Object.keys(body)]).toEqual([201, ['number']]);
    expect(body.number).toBeGreaterThan(0);
    expect([await countOf('ticket'), await countOf('customer')]).toEqual(before);
    expect(served.log.text()).toContain('a machine filled in the public form');
    expect(await served.figures()).toContain('nixflow_help_form_requests_total{outcome="trapped"} 1');
  });

  test('for one mailbox come to an end, wherever its dots are', async () => {
    const dotted = ['zoe.quist', 'z.oequist', 'zo.equist', 'zoequis.t', 'z.o.e.quist+1', 'zoequist'];
    for (const [at, name] of dotted.entries()) {
      call = served.from(`203.0.113.${String(at)}`);
      expect((await ask({ email: `${name}@gmail.com` })).status).toBe(at < 5 ? 201 : 429);
      expect((await ask({ email: `${name}@desk.example` })).status).toBe(201);
    }
  });

  test('of one address of the network, or for one e-mail address, come to an end', async () => {
    for (let count = 0; count < 10; count += 1) expect((await ask()).status).toBe(201);
    const refused = await ask();
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(800);
    const { email } = someone();
    for (let count = 0; count < 5; count += 1) {
      call = served.from(`198.51.100.${String(count)}`);
      expect((await ask({ email: email.replace('@', `+${String(count)}@`) })).status).toBe(201);
    }
    call = served.from('198.51.100.9');
    expect((await ask({ email: email.toUpperCase() })).status).toBe(429);
    expect((await ask()).status).toBe(201);
  });

  test('what failed does not count', async () => {
    const attachmentIds = [randomUUID()];
    for (let count = 0; count < 12; count += 1) expect((await ask({ attachmentIds })).status).toBe(422);
    expect((await ask()).status).toBe(201);
  });
});

describe('a file', () => {
  test('goes with the form it was uploaded for, once, and with no other', async () => {
    const [mine, other] = [await open(), await open()];
    const attachmentIds = [(await upload(mine)).body.attachmentId];
    const before = await countOf('ticket');
    const stolen = await call('POST /requests', { token: other, ...someone(), attachmentIds });
    expect(stolen).toMatchObject({ status: 422, body: { code: 'unknown_reference' } });
    expect(await countOf('ticket')).toBe(before);
    expect(await call('POST /requests', { token: mine, ...someone(), attachmentIds })).toMatchObject({ status: 201 });
    expect(await call('POST /requests', { token: mine, ...someone(), attachmentIds })).toMatchObject({ status: 422 });
  });

  test('of somebody who is signed in cannot be taken by a form', async () => {
    const agent = await insertStaff(desk.pool);
    const place = { client: desk.pool, keep: () => Promise.resolve(1), forget: () => Promise.resolve() };
    const { attachmentId } = await uploadAttachment(
      { ...place, uploadedBy: `staff:${agent.id}` },
      { name: 'a', mediaType: '' },
    );
    expect(await ask({ attachmentIds: [attachmentId] })).toMatchObject({ status: 422 });
  });

  test('can be taken back, by its form alone, and makes room', async () => {
    const [mine, other] = [await open(), await open()];
    const { attachmentId } = (await upload(mine)).body;
    const remove = (token: string) => call(`DELETE /files/${attachmentId}`, undefined, { 'X-Form-Token': token });
    const before = await filesIn();
    expect(await remove(other)).toMatchObject({ status: 404 });
    expect(await remove(mine)).toMatchObject({ status: 204 });
    expect(await filesIn()).toBe(before - 1);
    expect(await remove(mine)).toMatchObject({ status: 404 });
  });

  test('that is too large is refused, and nothing is kept of it', async () => {
    const token = await open();
    const before = [await filesIn(), await countOf('attachment')];
    expect(await upload(token, new Uint8Array(LARGEST_FORM_FILE + 1))).toMatchObject({ status: 413 });
    const large = new Uint8Array(LARGEST_FORM_FILE);
    const both = [await upload(token, large), await upload(token, large)];
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    // 25 MB in all.
    expect(await upload(token, large)).toMatchObject({ status: 409, body: { code: 'not_possible' } });
    expect([await filesIn(), await countOf('attachment')]).toEqual(before.map((count) => (count ?? 0) + 2));
  });

  test('after nine others is the last, also of many at once', async () => {
    const token = await open();
    for (let count = 0; count < 9; count += 1) expect((await upload(token)).status).toBe(201);
    const answers = await Promise.all(Array.from({ length: 4 }, () => upload(token)));
    expect(answers.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(1);
    expect((await upload(await open())).status).toBe(201);
  });

  test('of nobody knows whom is refused once too much of that lies here', async () => {
    await desk.pool.query(
      `INSERT INTO attachment (uploaded_by, name, media_type, size)
       SELECT 'form:' || gen_random_uuid(), 'x', '', 1073741824 FROM generate_series(1, 3)`,
    );
    expect(await upload(await open())).toMatchObject({ status: 409 });
    await desk.pool.query('DELETE FROM attachment WHERE size = 1073741824');
  });

  test('of one address of the network comes to an end', async () => {
    const tokens = await Promise.all(Array.from({ length: 7 }, async () => (await call('GET ')).body.token));
    for (let count = 0; count < 60; count += 1) {
      expect((await upload(tokens[Math.floor(count / 10)] ?? '')).status).toBe(201);
    }
    expect(await upload(tokens[6] ?? '')).toMatchObject({ status: 429 });
  });

  test('that no form took XX', async () => {
    const { attachmentId } = (await upload(await open())).body;
    await desk.passSeconds(25 * 3_600);
    await deleteUnusedAttachments(desk.pool, (id) => openMailFiles(folder).removeFile(id));
    const { rowCount } = await desk.pool.query('SELECT FROM attachment WHERE id = $1', [attachmentId]);
    expect(rowCount).toBe(0);
  });

  test.each([
    ['without a name', {}],
    ['named like a path', { 'X-File-Name': encodeURIComponent('../../etc/passwd') }],
  ])('%s is refused', async (_, headers) => {
    const answer = await call('POST /files', 'x', { 'X-Form-Token': await open(), ...headers });
    expect(answer.status).toBe(400);
  });
});

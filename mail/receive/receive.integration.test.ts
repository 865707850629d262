import { mkdtempSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { addMessage } from '#commands/tickets/add-message';
import { changeStatus } from '#commands/tickets/change-status';
import { markSpam } from '#commands/tickets/leave-queue';
import { mergeTicket } from '#commands/tickets/merge-ticket';
import { openTicket } from '#commands/tickets/open-ticket';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { ledger } from '#store/mail/ledger';
import { mailAddresses } from '#store/mail/mail-addresses';
import { rawMails } from '#store/mail/raw-mail';
import { seed } from '#store/seed';
import { readFacts } from '#store/tickets/read-facts';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { customers } from '#store/people/customers';
import { insertStaff, insertTeam } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openMailFiles, type MailFiles } from '../files/mail-files.ts';
import { processMail } from './process-mail.ts';

let pool: pg.Pool;
let files: MailFiles;
let folder: string;
let agent: StaffActor;
let made = 0;
/** An address nobody has written from before. */
let ada: string;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
  await seed(pool);
  folder = mkdtempSync(join(tmpdir(), 'nixflow-mail-'));
  files = openMailFiles(folder);
});
beforeEach(async () => {
  agent = await insertStaff(pool);
  ada = `ada${String((made += 1))}@example.com`;
});

/** Files of messages, beside the raw mails. */
const countFiles = async () => {
  const all = await readdir(join(folder, 'files'), { recursive: true, withFileTypes: true }).catch(() => []);
  return all.filter((entry) => entry.isFile()).length;
};
const context = () => ({ pool, deliverSoon: () => undefined });
const as = (actor: Actor) => ({ ...context(), actor });
const CRLF = '\r\n';

interface Letter {
  readonly from?: string;
  readonly to?: string;
  readonly id?: string;
  readonly headers?: readonly string[];
  readonly subject?: string;
  readonly body?: string;
}
const letter = ({
  from = `Ada <${ada}>`,
  to = 'support@localhost',
  subject = 'Printer',
  body = 'It smokes.',
  ...more
}: Letter = {}) =>
  [
    ...[`From: ${from}`, `To: ${to}`, `Subject: ${subject}`, 'Date: Fri, 27 Nov 2026 10:00:00 +0000'],
    ...[`Message-ID: ${more.id ?? `<${String((made += 1))}@example.com>`}`, ...(more.headers ?? []), '', body, ''],
  ].join(CRLF);

/** What a mail came to. */
interface Came {
  readonly state: string;
  readonly reason: string | null;
  readonly ticketId: string | null;
  readonly class: string | null;
}

async function arrive(
  raw: string | Buffer,
  { to = 'support@localhost', from = ada }: { to?: string; from?: string | null } = {},
): Promise<Came> {
  const kept = await files.keepRaw(Readable.from([Buffer.from(raw)]), 100 * 1024 * 1024);
  const address = (await mailAddresses.list(pool)).find((own) => own.address === to)!;
  await rawMails.insert(pool, { ...kept, mailAddressIds: [address.id], envelopeFrom: from });
  return process();
}
async function process(): Promise<Came> {
  const [claimed] = await rawMails.claim(pool, 1, 60_000);
  await processMail({ ...context(), files }, claimed!);
  const { rows } = await pool.query<Came>(
    'SELECT state, reason, ticket_id AS "ticketId", class FROM raw_mail WHERE id = $1',
    [claimed!.id],
  );
  return rows[0]!;
}
const factsOf = async (ticketId: string | null) => readFacts(pool, ticketId!, { after: 0, limit: 100 });
const messagesOf = async (ticketId: string | null) =>
  (
    await pool.query<{ body: string; replyText: string | null; html: string | null; author: string | null }>(
      'SELECT body, reply_text AS "replyText", html, author_address AS author FROM message WHERE ticket_id = $1 ORDER BY seq',
      [ticketId],
    )
  ).rows;
const reply = async (ticketId: string | null) => {
  const { messageId } = await addMessage(as(agent), {
    ticketId: ticketId!,
    public: true,
    body: 'Off and on?',
    via: 'web',
  });
  return (await ledger.findByMessage(pool, messageId))!;
};
const requesterOf = async (ticketId: string | null) =>
  (await pool.query<{ id: string; email: string }>('SELECT c.id, email FROM ticket t JOIN customer c ON c.id = requester_id WHERE t.id = $1', [ticketId])).rows[0]!; // prettier-ignore

describe('an ordinary mail', () => {
  test('becomes a ticket of its sender, in the queue of the address it came to', async () => {
    const teamId = await insertTeam(pool);
    await pool.query('UPDATE mail_address SET team_id = $1', [teamId]);
    const came = await arrive(letter({ body: '<b>Not HTML</b>' }));
    await pool.query('UPDATE mail_address SET team_id = NULL');
    expect(came).toMatchObject({ state: 'processed', class: 'ordinary' });
    const [opened] = await factsOf(came.ticketId);
    expect(opened).toMatchObject({
      type: 'created',
      by: 'customer',
      via: 'mail',
      status: 'new',
      teamId,
      cause: { kind: 'mail' },
    });
    expect(await requesterOf(came.ticketId)).toMatchObject({ email: ada });
    expect(await messagesOf(came.ticketId)).toMatchObject([
      { body: expect.stringContaining('<b>Not HTML</b>') as string },
    ]);
  });

  test('to the address of a team that is not active any more becomes a ticket of no team', async () => {
    const teamId = await insertTeam(pool);
    await pool.query('UPDATE team SET is_active = false WHERE id = $1', [teamId]);
    await pool.query('UPDATE mail_address SET team_id = $1', [teamId]);
    const came = await arrive(letter());
    await pool.query('UPDATE mail_address SET team_id = NULL');
    expect((await factsOf(came.ticketId))[0]).toMatchObject({ type: 'created', teamId: null });
  });

  test('again makes nothing new; under the same id with other words it does', async () => {
    const raw = letter({ id: '<same@example.com>' });
    const first = await arrive(raw);
    expect(await arrive(raw)).toMatchObject({ state: 'ignored', reason: 'duplicate', ticketId: first.ticketId });
    const other = await arrive(letter({ id: '<same@example.com>', body: 'Something else.' }));
    expect(other.state).toBe('processed');
    expect(other.ticketId).not.toBe(first.ticketId);
  });

  test('with signs in its ids that the database cannot keep is read at once', async () => {
    const came = await arrive(
      letter({ id: '<nul\0@example.com>', headers: ['References: <a\0b@example.com>\r\n <\x01@x>'] }),
    );
    expect(came).toMatchObject({ state: 'processed' });
    const { rows } = await pool.query('SELECT message_id AS id FROM raw_mail WHERE ticket_id = $1', [came.ticketId]);
    expect(rows).toEqual([{ id: '<nul@example.com>' }]);
  });

  test('that opens no ticket, or did already, leaves no files behind', async () => {
    const headers = ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'];
    const body = [
      '--b',
      '',
      'See the file.',
      '--b',
      'Content-Disposition: attachment; filename=a',
      '',
      'x',
      '--b--',
    ].join(CRLF);
    const before = await countFiles();
    const raw = letter({ headers, body });
    await arrive(raw);
    expect(await countFiles()).toBe(before + 1);
    expect(await arrive(raw)).toMatchObject({ reason: 'duplicate' });
    expect(await arrive(letter({ headers: [...headers, 'Auto-Submitted: auto-replied'], body }))).toMatchObject({ reason: 'automatic' }); // prettier-ignore
    expect(await countFiles()).toBe(before + 1);
  });

  test('that reaches two of our addresses at once is one message', async () => {
    await pool.query(
      `INSERT INTO mail_address (address, name) VALUES ('help@localhost', 'Help') ON CONFLICT DO NOTHING`,
    );
    const raw = letter({ to: 'support@localhost, help@localhost' });
    const kept = await files.keepRaw(Readable.from([Buffer.from(raw)]), 1e6);
    const ids = (await mailAddresses.list(pool)).map(({ id }) => id);
    await rawMails.insert(pool, { ...kept, mailAddressIds: ids, envelopeFrom: ada });
    const claimed = await rawMails.claim(pool, 10, 60_000);
    await Promise.all(claimed.map((one) => processMail({ ...context(), files }, one)));
    const { rows } = await pool.query('SELECT state FROM raw_mail WHERE content_hash = $1 ORDER BY state', [
      kept.contentHash,
    ]);
    expect(rows).toEqual([{ state: 'ignored' }, { state: 'processed' }]);
  });

  test('brings those it was copied to, but not us and not those whom nobody reads', async () => {
    const came = await arrive(
      letter({
        headers: [
          `Cc: Bo ${'\u{1f600}'.repeat(150)} <bob2@example.com>, Bob <Bob@Example.com>, support+1.aaaaaaaaaaaaaaaaaaaaaaaaaa@localhost, no-reply@example.com`,
        ],
      }),
    );
    const { rows } = await pool.query('SELECT address, name FROM ticket_cc WHERE ticket_id = $1 ORDER BY 1', [came.ticketId]); // prettier-ignore
    expect(rows).toMatchObject([{ address: 'bob2@example.com' }, { address: 'bob@example.com', name: 'Bob' }]);
  });

  test('has its files and its cleaned HTML', async () => {
    const came = await arrive(
      letter({
        headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
        body: [
          ...['--b', 'Content-Type: text/html', '', '<p onclick="x()">Look<script>alert(1)</script></p>'],
          ...[
            '--b',
            'Content-Type: text/plain',
            'Content-Disposition: attachment; filename="../../etc/passwd"',
            '',
            'root',
          ],
          '--b--',
        ].join(CRLF),
      }),
    );
    const [message] = await messagesOf(came.ticketId);
    expect(message?.html).toContain('Look');
    expect(message?.html).not.toMatch(/script|onclick/);
    const { rows } = await pool.query<{ id: string; name: string }>(
      'SELECT a.id, a.name FROM attachment a JOIN message m ON m.id = a.message_id WHERE m.ticket_id = $1',
      [came.ticketId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.name).not.toContain('/');
    expect(files.pathOf(rows[0]!.id)).toMatch(/files\/[0-9a-f]{2}\/[0-9a-f-]{36}$/);
  });
});

describe('an answer', () => {
  test('to our mail lands on its ticket by the address, whatever else it says', async () => {
    const { ticketId } = await arrive(letter());
    const mail = await reply(ticketId);
    await changeStatus(as(agent), { ticketId: ticketId!, status: 'pending' });
    const came = await arrive(
      letter({ to: mail.replyTo!, subject: 'Another subject', body: 'Yes.\r\n\r\n> Off and on?' }),
    );
    expect(came.ticketId).toBe(ticketId);
    expect((await factsOf(ticketId)).slice(-2)).toMatchObject([
      { type: 'message', by: 'customer', public: true, auto: false },
      { type: 'status', from: 'pending', to: 'open' },
    ]);
    expect((await messagesOf(ticketId)).at(-1)).toMatchObject({ replyText: 'Yes.', author: null });
  });

  test.each(['In-Reply-To', 'References'])('lands on its ticket by %s alone', async (header) => {
    const { ticketId } = await arrive(letter());
    const mail = await reply(ticketId);
    expect((await arrive(letter({ headers: [`${header}: ${mail.internetMessageId}`] }))).ticketId).toBe(ticketId);
  });

  test('of somebody who was shown our mail is a third party’s; they take part in nothing', async () => {
    const { ticketId } = await arrive(letter());
    const mail = await reply(ticketId);
    const came = await arrive(letter({ from: 'Eve <eve@elsewhere.example>', to: mail.replyTo! }));
    expect(came.ticketId).toBe(ticketId);
    expect((await factsOf(ticketId)).at(-1)).toMatchObject({ type: 'message', by: 'customer', authorId: null });
    expect((await messagesOf(ticketId)).at(-1)).toMatchObject({ author: 'eve@elsewhere.example' });
    const { rows } = await pool.query('SELECT FROM ticket_cc WHERE ticket_id = $1', [ticketId]);
    expect(rows).toEqual([]);
  });

  test('to an earlier mail of their own, or with the number, lands there if they take part', async () => {
    const { ticketId } = await arrive(letter({ id: `<mine-${ada}>`, headers: ['Cc: bob@example.com'] }));
    const { rows } = await pool.query<{ number: number }>('SELECT number::int AS number FROM ticket WHERE id = $1', [
      ticketId,
    ]);
    const subject = `Re: [#${String(rows[0]!.number)}] Printer`;
    for (const from of [ada, 'BOB@example.com']) {
      expect((await arrive(letter({ from, headers: [`References: <mine-${ada}>`] }))).ticketId).toBe(ticketId);
      expect((await arrive(letter({ from, subject }))).ticketId).toBe(ticketId);
    }
    for (const more of [{ headers: [`References: <mine-${ada}>`] }, { subject }]) {
      expect((await arrive(letter({ from: 'eve@elsewhere.example', ...more }))).ticketId).not.toBe(ticketId);
    }
  });

  test('with a token that somebody made up, or of another ticket, begins a new one', async () => {
    const [one, other] = [await arrive(letter()), await arrive(letter())];
    const [mail, foreign] = [await reply(one.ticketId), await reply(other.ticketId)];
    const number = /\+(\d+)\./.exec(mail.replyTo!)![1]!;
    const madeUp = mail.replyTo!.replace(/\.[a-z2-7]{26}@/, `.${'a'.repeat(26)}@`);
    const swapped = foreign.replyTo!.replace(/\+\d+\./, `+${number}.`);
    for (const to of [madeUp, swapped]) {
      const came = await arrive(letter({ from: 'eve@elsewhere.example', to }));
      expect([one.ticketId, other.ticketId]).not.toContain(came.ticketId);
    }
  });

  test('on a closed ticket opens a follow-up, on a merged one goes to the survivor, on spam a new one', async () => {
    const [closed, merged, spam, survivor] = [await arrive(letter()), await arrive(letter()), await arrive(letter()), await arrive(letter())]; // prettier-ignore
    const [toClosed, toMerged, toSpam] = [
      await reply(closed.ticketId),
      await reply(merged.ticketId),
      await reply(spam.ticketId),
    ];
    await changeStatus(as(agent), { ticketId: closed.ticketId!, status: 'closed' });
    await mergeTicket(as(agent), { ticketId: merged.ticketId!, into: survivor.ticketId! });
    await markSpam(as(agent), { ticketId: spam.ticketId! });
    const followUp = await arrive(letter({ to: toClosed.replyTo! }));
    expect((await factsOf(followUp.ticketId))[0]).toMatchObject({ type: 'created', followUpOfId: closed.ticketId });
    expect((await arrive(letter({ to: toMerged.replyTo! }))).ticketId).toBe(survivor.ticketId);
    const anew = await arrive(letter({ to: toSpam.replyTo! }));
    expect(anew).toMatchObject({ state: 'processed' });
    expect(anew.ticketId).not.toBe(spam.ticketId);
  });
});

describe('automatic mail', () => {
  const vacation = ['Auto-Submitted: auto-replied'];

  test('makes no ticket, and neither opens nor counts on one it answers', async () => {
    expect(await arrive(letter({ headers: vacation }))).toMatchObject({ state: 'ignored', reason: 'automatic' });
    const { ticketId } = await arrive(letter());
    const mail = await reply(ticketId);
    await changeStatus(as(agent), { ticketId: ticketId!, status: 'pending' });
    expect((await arrive(letter({ to: mail.replyTo!, headers: vacation }))).ticketId).toBe(ticketId);
    expect((await factsOf(ticketId)).at(-1)).toMatchObject({ type: 'message', auto: true });
  });

  test('a bounce and our own mail are no messages', async () => {
    const { ticketId } = await arrive(letter());
    const mail = await reply(ticketId);
    expect(await arrive(letter({ headers: [`X-NixFlow-Loop: ${mail.id}`] }))).toMatchObject({
      state: 'ignored',
      reason: 'own',
    });
    expect(await arrive(letter({ headers: ['X-NixFlow-Loop: 00000000-0000-4000-8000-000000000000'] }))).toMatchObject({ state: 'processed' }); // prettier-ignore
    const bounce = letter({
      from: 'MAILER-DAEMON@example.com',
      headers: ['MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary=b'],
      body: ['--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx', '', 'Final-Recipient: rfc822; x@example.com', 'Action: failed', 'Status: 5.1.1', '', '--b--'].join(CRLF), // prettier-ignore
    });
    expect(await arrive(bounce, { from: null })).toMatchObject({ state: 'ignored', reason: 'bounce' });
  });
});

describe('mail that cannot be dealt with', () => {
  test.each([
    ['no sender', 'To: support@localhost\r\nSubject: x\r\n\r\nx', 'no_sender'],
    ['1,001 parts', letter({ headers: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'], body: `${'--b\r\n\r\nx\r\n'.repeat(1001)}--b--` }), 'too_many_parts'], // prettier-ignore
    ['nothing that a mail has', '\u0000\u0001\u0002 no mail at all', 'malformed'],
  ])('with %s is put in quarantine, and the next goes through', async (_, raw, reason) => {
    expect(await arrive(raw)).toMatchObject({ state: 'quarantined', reason });
    expect(await arrive(letter())).toMatchObject({ state: 'processed' });
  });

  test('that was tried too often is put aside; it can be tried again', async () => {
    const kept = await files.keepRaw(Readable.from([Buffer.from(letter())]), 1e6);
    const [address] = await mailAddresses.list(pool);
    await rawMails.insert(pool, { ...kept, mailAddressIds: [address!.id], envelopeFrom: ada });
    await pool.query('UPDATE raw_mail SET attempts = 5 WHERE content_hash = $1', [kept.contentHash]);
    expect(await process()).toMatchObject({ state: 'quarantined', reason: 'tried_too_often' });
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM raw_mail WHERE content_hash = $1', [
      kept.contentHash,
    ]);
    expect(await rawMails.retry(pool, rows[0]!.id)).toBe(true);
    expect(await process()).toMatchObject({ state: 'processed' });
    expect(await rawMails.retry(pool, rows[0]!.id)).toBe(false);
  });
});

test('a colleague who writes to the desk asks for help', async () => {
  const { rows } = await pool.query<{ email: string }>('SELECT email FROM staff WHERE id = $1', [agent.id]);
  const customer = await arrive(letter());
  const mail = await reply(customer.ticketId);
  const came = await arrive(letter({ from: rows[0]!.email, to: mail.replyTo! }));
  expect(came.ticketId).not.toBe(customer.ticketId);
  expect(await requesterOf(came.ticketId)).toMatchObject({ email: rows[0]!.email });
});

test('a ticket that was opened in another way is answered by mail as well', async () => {
  const { id } = await customers.findOrInsert(pool, { name: 'Ada', address: ada });
  const customer = { kind: 'customer', id, organisationId: null } as const;
  const { ticketId } = await openTicket(as(customer), buildOpenTicketInput(customer.id));
  const mail = await reply(ticketId);
  expect((await arrive(letter({ to: mail.replyTo! }))).ticketId).toBe(ticketId);
});

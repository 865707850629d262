import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { startSmtpSink, type SmtpSink } from '#testkit/smtp-sink';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { composeMail, type ComposableMail } from '../compose-mail.ts';
import { sendMail } from './send-mail.ts';
import { readSmtpUrl } from './smtp-url.ts';

let sink: SmtpSink;
let begun: number;

beforeAll(async () => {
  sink = await startSmtpSink();
});
beforeEach(() => {
  sink.clear();
  begun = 0;
});

const mail: ComposableMail = {
  ...{ id: '0f2a7b1e-6a0b-4a5e-9a57-1f0f6a1c2d3e', kind: 'reply', internetMessageId: '<nf.1@example.com>' },
  ...{ fromName: 'Support "Ü"', fromAddress: 'support@example.com', replyTo: 'support+1.token@example.com' },
  ...{ to: ['ada@example.com'], cc: ['bob@example.com'], subject: '[#1] Re: Größe', text: '.\nHello\n', html: null },
  ...{
    inReplyTo: '<a@example.com>',
    references: ['<b@example.com>', '<a@example.com>'],
    isAutomatic: false,
    createdAt: 0,
  },
};

const send = async (
  { isOurs = true, to = ['ada@example.com'] }: { isOurs?: boolean; to?: string[] } = {},
  url = sink.url,
) =>
  sendMail(readSmtpUrl(url), {
    ...{ from: mail.fromAddress, to, raw: await composeMail(mail) },
    beginData: () => {
      begun += 1;
      return Promise.resolve(isOurs);
    },
  });

test('a mail arrives as it was composed, and is known by what the ledger says', async () => {
  expect(await send({ to: ['ada@example.com', 'bob@example.com'] })).toMatchObject({ kind: 'sent' });
  const [message] = sink.messages;
  expect(message?.to).toEqual(['ada@example.com', 'bob@example.com']);
  const headers = ['Message-ID', 'In-Reply-To', 'References', 'To', 'Cc', 'Date', 'Auto-Submitted', 'X-NixFlow-Loop'];
  expect(headers.map((name) => message?.header(name))).toEqual([
    ...[
      '<nf.1@example.com>',
      '<a@example.com>',
      '<b@example.com> <a@example.com>',
      'ada@example.com',
      'bob@example.com',
    ],
    ...['Thu, 01 Jan 1970 00:00:00 +0000', undefined, mail.id],
  ]);
  expect(message?.body).toBe('.\r\nHello\r\n');
  expect(begun).toBe(1);
});

test('automatic mail says so', async () => {
  const raw = (await composeMail({ ...mail, isAutomatic: true })).toString();
  expect(raw).toContain('Auto-Submitted: auto-replied');
  expect(raw).toContain('X-Auto-Response-Suppress: All');
});

test.each([
  ['the server is busy at once', { at: 'connect', reply: '421 4.3.2 Busy' }, 'deferred', 0],
  ['the recipient is unknown', { at: 'rcpt', reply: '550 5.1.1 Unknown' }, 'refused', 0],
  ['the recipient is greylisted', { at: 'rcpt', reply: '450 4.2.1 Later' }, 'deferred', 0],
  ['the body is not wanted', { at: 'data', reply: '554 5.7.1 No' }, 'refused', 0],
  ['the connection breaks before the body', { at: 'data', drop: true }, 'deferred', 0],
  ['the body is refused', { at: 'body', reply: '552 5.3.4 Too big' }, 'refused', 1],
  ['the body is put off', { at: 'body', reply: '452 4.3.1 Full' }, 'deferred', 1],
  ['the connection breaks in the body', { at: 'transfer', drop: true }, 'unknown', 1],
  ['the connection breaks after the body', { at: 'body', drop: true }, 'unknown', 1],
] as const)('%s', async (_, line, kind, bodies) => {
  sink.script(line);
  expect(await send()).toMatchObject({ kind });
  expect(begun).toBe(bodies);
});

test.each([
  ['the recipient is unknown', { at: 'rcpt', reply: '550 5.1.1 Unknown' }, true],
  ['we may not send there', { at: 'rcpt', reply: '550 5.7.1 No relaying' }, undefined],
  ['the recipient is greylisted', { at: 'rcpt', reply: '450 4.2.1 Later' }, undefined],
  ['the body is not wanted', { at: 'data', reply: '554 5.7.1 No' }, undefined],
  ['the body is too big', { at: 'body', reply: '552 5.3.4 Too big' }, undefined],
] as const)('what condemns an address is told apart from what does not: %s', async (_, line, isAddress) => {
  sink.script(line);
  const result = await send();
  expect(result.kind === 'refused' ? result.isAddress : undefined).toBe(isAddress);
});

test('a mail that is not ours any more when the server asks for the body is not sent', async () => {
  expect(await send({ isOurs: false })).toEqual({ kind: 'lost' });
  expect(sink.messages).toEqual([]);
});

test('nobody there is put off', async () => {
  expect(await send({}, 'smtp://127.0.0.1:1')).toMatchObject({ kind: 'deferred', answer: expect.stringContaining('ECONNREFUSED') as string }); // prettier-ignore
});

test('whatever a server answers can be written down', async () => {
  const server = createServer((socket) => {
    socket
      .on('error', () => undefined)
      .on('data', () => socket.write('550-5.1.1 no\0body\r\n550 \x1b[31mhere\x07\r\n'));
    socket.write('220 hello\r\n');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const result = await send({}, `smtp://127.0.0.1:${String(port)}`);
  server.close();
  expect(result).toMatchObject({ kind: 'refused', answer: expect.stringMatching(/no body.*here/) as string });
  expect('answer' in result && result.answer).not.toMatch(/\p{Cc}/u);
});

test('one of two recipients that is refused is told', async () => {
  sink.script({ at: 'rcpt', to: 'bob@example.com', reply: '550 5.1.1 Unknown' });
  const result = await send({ to: ['ada@example.com', 'bob@example.com'] });
  expect(result).toMatchObject({ kind: 'sent', answer: expect.stringContaining('refused: bob@example.com') as string });
});

test('a password that the server does not take is put off: the settings are wrong, not the mail', async () => {
  const guarded = await startSmtpSink({ auth: { user: 'desk', pass: 'right' } });
  const { port } = guarded;
  expect(await send({}, `smtp://desk:wrong@127.0.0.1:${String(port)}`)).toMatchObject({ kind: 'deferred' });
  expect(await send({}, `smtp://desk:right@127.0.0.1:${String(port)}`)).toMatchObject({ kind: 'sent' });
});

import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SmtpSink, startSmtpSink } from './smtp-sink.ts';

const mail = { from: 'desk@nixflow.test', to: 'ada@example.test', subject: 'Printer on fire', text: 'Hello\n.\nagain' };
const mailer = (sink: SmtpSink, options: object = {}) =>
  createTransport({ host: '127.0.0.1', port: sink.port, ignoreTLS: true, ...options });
/** What a failed sending says of itself: the server's code, or the way the connection broke. */
const failure = async (sending: Promise<unknown>) => {
  const error = await sending.then(
    () => undefined,
    (cause: unknown) => cause as { responseCode?: number; code?: string; command?: string },
  );
  return error?.responseCode ?? error?.code;
};

describe('the SMTP sink', () => {
  let sink: SmtpSink;
  beforeAll(async () => {
    sink = await startSmtpSink();
  });
  beforeEach(() => {
    sink.clear();
  });

  it('keeps a message with its envelope, header and bytes', async () => {
    await mailer(sink).sendMail({
      ...mail,
      messageId: '<1@nixflow.test>',
      headers: { 'X-Long': 'word '.repeat(40).trim() },
    });
    const message = await sink.waitForMessage((one) => one.to.includes('ada@example.test'));
    expect(message.from).toBe('desk@nixflow.test');
    expect(message.header('subject')).toBe('Printer on fire');
    expect(message.header('Message-ID')).toBe('<1@nixflow.test>');
    expect(message.header('x-long')).toBe('word '.repeat(40).trim());
    expect(message.body).toBe('Hello\r\n.\r\nagain\r\n');
    expect(message.answer).toMatch(/^250 /);
  });

  it('refuses one recipient for a time, then takes the mail', async () => {
    sink.script({ at: 'rcpt', to: 'ADA@example.test', reply: '450 4.2.1 Try again later', times: 2 });
    expect(await failure(mailer(sink).sendMail(mail))).toBe(450);
    expect(await failure(mailer(sink).sendMail({ ...mail, to: 'bob@example.test' }))).toBeUndefined();
    expect(await failure(mailer(sink).sendMail(mail))).toBe(450);
    expect(await failure(mailer(sink).sendMail(mail))).toBeUndefined();
    expect(sink.messages.map(({ to }) => to)).toEqual([['bob@example.test'], ['ada@example.test']]);
  });

  it.each(['mail', 'rcpt', 'data', 'body'] as const)('refuses for good at %s', async (at) => {
    sink.script({ at, reply: '554 5.7.1 No' });
    expect(await failure(mailer(sink).sendMail(mail))).toBe(554);
    expect(sink.messages).toEqual([]);
  });

  it('refuses the nth connection at the greeting', async () => {
    const next = sink.connections + 1;
    sink.script({ at: 'connect', connection: next + 1, reply: '421 4.3.2 Not now' });
    expect(await failure(mailer(sink).sendMail(mail))).toBeUndefined();
    expect(await failure(mailer(sink).sendMail(mail))).toBe(421);
    expect(await failure(mailer(sink).sendMail(mail))).toBeUndefined();
  });

  it.each(['connect', 'mail', 'rcpt', 'data', 'body'] as const)('keeps its client waiting at %s', async (at) => {
    sink.script({ at, delayMs: 300 });
    const began = Date.now();
    await mailer(sink).sendMail(mail);
    expect(Date.now() - began).toBeGreaterThanOrEqual(295);
    expect(sink.messages).toHaveLength(1);
  });

  it('hangs up after the 354, without having the message', async () => {
    sink.script({ at: 'transfer', drop: true });
    let sawGoAhead = false;
    const raw = Readable.from(
      (function* () {
        sawGoAhead = true; // the mailer reads the message only after the 354
        yield 'Subject: lost\r\n\r\nlost\r\n';
      })(),
    );
    const envelope = { from: mail.from, to: mail.to };
    expect(await failure(mailer(sink).sendMail({ envelope, raw }))).toMatch(/^E/);
    expect(sawGoAhead).toBe(true);
    expect(sink.messages).toEqual([]);
  });

  it('takes the message and hangs up before the 250', async () => {
    sink.script({ at: 'body', drop: true });
    expect(await failure(mailer(sink).sendMail(mail))).toMatch(/^E/);
    expect(sink.messages).toMatchObject([{ to: ['ada@example.test'], answer: null }]);
  });

  it('names an id of its own in the 250', async () => {
    sink.script({ at: 'body', reply: '250 2.0.0 Ok: queued as 4F2A1' });
    const { response } = await mailer(sink).sendMail(mail);
    expect(response).toBe('250 2.0.0 Ok: queued as 4F2A1');
  });

  it('says in vain what it waited for when no message comes', async () => {
    await expect(sink.waitForMessage(() => false, 50)).rejects.toThrow(
      'Waited 50 ms in vain: a message for the SMTP sink',
    );
  });

  it('refuses script lines that could never do anything', () => {
    expect(() => {
      sink.script({ at: 'body' });
    }).toThrow('does nothing');
    expect(() => {
      sink.script({ at: 'mail', to: 'a@b.test', reply: '450 4.0.0 x' });
    }).toThrow('recipient is not known yet');
    expect(() => {
      sink.script({ at: 'rcpt', reply: '250 2.0.0 Fine' });
    }).toThrow('no answer for this stage');
  });
});

describe('an SMTP sink that asks for more', () => {
  it('lets in only those who sign in', async () => {
    const sink = await startSmtpSink({ auth: { user: 'desk', pass: 'secret' } });
    expect(await failure(mailer(sink).sendMail(mail))).toBe(530);
    expect(await failure(mailer(sink, { auth: { user: 'desk', pass: 'wrong' } }).sendMail(mail))).toBe(535);
    expect(await failure(mailer(sink, { auth: { user: 'desk', pass: 'secret' } }).sendMail(mail))).toBeUndefined();
  });

  it('goes over to TLS with a certificate nobody vouches for', async () => {
    const sink = await startSmtpSink({ startTls: true });
    const tls = { ignoreTLS: false, requireTLS: true };
    expect(await failure(mailer(sink, tls).sendMail(mail))).toMatch(/^E/);
    expect(await failure(mailer(sink, { ...tls, tls: { rejectUnauthorized: false } }).sendMail(mail))).toBeUndefined();
    expect(sink.messages).toHaveLength(1);
  });

  it('comes back on its port with what it is told then', async () => {
    const first = await startSmtpSink();
    await first.close();
    expect(await failure(mailer(first).sendMail(mail))).toMatch(/^E/);
    const second = await startSmtpSink({ port: first.port });
    expect(await failure(mailer(second).sendMail(mail))).toBeUndefined();
  });
});

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { buildMultipartMail, buildRawMail } from '#testkit/factories/raw-mail';
import { handOver } from '#testkit/hand-over';
import { startProduct, type RunningProduct } from '#testkit/running-product';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import pg from 'pg';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';

const megabyte = 1024 * 1024;
const line = `${'x'.repeat(62)}\r\n`;
let letters = 0;

/** Mail that no sender should write, handed to a running worker. After each the next letter is a ticket. */
describe('a worker that strangers write to', () => {
  let product: RunningProduct;
  let pool: pg.Pool;

  beforeAll(async () => {
    product = await startProduct();
    pool = new pg.Pool({ connectionString: product.database.url, max: 1 });
    atEndOfFile('pool', () => pool.end());
  });

  afterEach(async () => {
    const subject = `Letter ${String((letters += 1))}`;
    const headers = { Subject: subject, 'Message-ID': `<letter-${String(letters)}@customer.example>` };
    expect(await handOver(product.mailUrl, buildRawMail({ headers }))).toMatchObject({ kind: 'sent' });
    const tickets = async () => (await pool.query('SELECT FROM ticket WHERE subject = $1', [subject])).rowCount;
    await expect.poll(tickets, { timeout: 30_000 }).toBe(1);
    expect((await fetch(`${product.workerUrl}/live`)).status).toBe(200);
  });

  /** What is said to a sender who announces so many bytes, and what to one who sends them unannounced. */
  const answers: Readonly<Record<string, (bytes: number) => Promise<string>>> = {
    async 'says so'(bytes) {
      const { hostname, port } = new URL(product.mailUrl);
      const socket = connect(Number(port), hostname).setEncoding('utf8');
      const commands = ['EHLO customer.example', `MAIL FROM:<ann@customer.example> SIZE=${String(bytes)}`];
      try {
        for await (const answer of createInterface(socket)) {
          // Of an answer of several lines, the last one.
          if (!/^\d+ /.test(answer)) continue;
          const command = commands.shift();
          if (command === undefined) return answer;
          socket.write(`${command}\r\n`);
        }
        return 'The connection was closed.';
      } finally {
        socket.destroy();
      }
    },
    'does not say so': (bytes) => {
      const { hostname, port } = new URL(product.mailUrl);
      const connection = new SMTPConnection({ host: hostname, port: Number(port), logger: false });
      function* body() {
        yield buildRawMail({ headers: { Subject: 'Far too much', 'Message-ID': '<much@customer.example>' } });
        for (let left = bytes; left > 0; left -= megabyte) yield Buffer.from(line.repeat(megabyte / line.length));
      }
      return new Promise((resolve, reject) => {
        connection.on('error', reject);
        connection.connect(() => {
          const envelope = { from: 'ann@customer.example', to: ['support@localhost'] };
          connection.send(envelope, Readable.from(body(), { objectMode: false }), (error) => {
            connection.close();
            resolve(error?.response ?? 'It was taken.');
          });
        });
      });
    },
  };
  const filesIn = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());

  test.each([
    ['says so', /^552 /],
    ['does not say so', /^552 5\.3\.4 /],
  ])('refuses 60 MB whose sender %s, and keeps nothing of it', { timeout: 120_000 }, async (how, answer) => {
    expect(await answers[how]?.(60 * megabyte)).toMatch(answer);
    const folder = product.env['EMAIL_ATTACHMENTS_DIR'] ?? '';
    expect(filesIn(folder).filter((name) => statSync(join(folder, name)).size > megabyte)).toEqual([]);
    expect((await pool.query('SELECT FROM raw_mail WHERE size > $1', [megabyte])).rowCount).toBe(0);
  });

  test.each([
    [
      '1,001 parts',
      buildMultipartMail(
        'multipart/mixed',
        Array.from({ length: 1001 }, () => ({ type: 'text/plain', content: 'x' })),
        { headers: { 'Message-ID': '<parts@customer.example>' } },
      ),
      'too_many_parts',
    ],
    ['no sender', buildRawMail({ headers: { From: null, 'Message-ID': '<nobody@customer.example>' } }), 'no_sender'],
    ['nothing that a mail has', Buffer.from('Words and no header\r\n'), 'malformed'],
  ])('puts a mail with %s in quarantine', async (_, raw, reason) => {
    expect(await handOver(product.mailUrl, raw)).toMatchObject({ kind: 'sent' });
    const quarantined = async () =>
      (
        await pool.query<{ reason: string }>(
          `SELECT reason FROM raw_mail WHERE state = 'quarantined' ORDER BY processed_at DESC LIMIT 1`,
        )
      ).rows;
    await expect.poll(quarantined, { timeout: 30_000 }).toEqual([{ reason }]);
  });

  test('1,000 parts are a ticket', async () => {
    const parts = Array.from({ length: 998 }, () => ({ type: 'text/plain', content: 'x' }));
    const raw = buildMultipartMail('multipart/mixed', parts, {
      headers: { Subject: 'Many parts', 'Message-ID': '<many@customer.example>' },
    });
    expect(await handOver(product.mailUrl, raw)).toMatchObject({ kind: 'sent' });
    const tickets = async () => (await pool.query('SELECT FROM ticket WHERE subject = $1', ['Many parts'])).rowCount;
    await expect.poll(tickets, { timeout: 60_000 }).toBe(1);
  });
});

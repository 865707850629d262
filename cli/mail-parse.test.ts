import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildMultipartMail, buildRawMail } from '#testkit/factories/raw-mail';
import { mailParse } from './mail-parse.ts';

const root = join(import.meta.dirname, '..');
let folder: string;

const html = '<p>It <b>works</b>.<script>x()</script><img src="https://x.example/a.png"></p>';
const reply = 'It works.\n\nOn 02/03/2026 10:00, Desk wrote:\n> Is it on?\n';
const files = {
  'a.eml': buildMultipartMail(
    'multipart/mixed',
    [
      { type: 'text/plain', content: reply },
      { type: 'text/html', content: html },
      { type: 'application/pdf; name=bill.pdf', headers: { 'Content-Transfer-Encoding': 'base64' }, content: 'AQID' },
    ],
    { headers: { Cc: 'Bob <bob@customer.example>' } },
  ),
  'b/bounce.eml': buildMultipartMail(
    'multipart/report; report-type=delivery-status',
    [
      {
        type: 'message/delivery-status',
        content: 'Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1',
      },
    ],
    { headers: { From: 'postmaster@mx.example' } },
  ),
  'b/no-mail.txt': Buffer.from('hello'),
  'b/ours.eml': buildRawMail({ headers: { 'X-NixFlow-Loop': '0f2a7b1e-6a0b-4a5e-9a57-1f0f6a1c2d3e' } }),
  'c.eml': Buffer.alloc(51 * 1024 * 1024, 'x'),
  '.hidden': Buffer.from('hello'),
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nixflow-mails-'));
  mkdirSync(join(folder, 'b'));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the command prints and returns, without a process of its own. */
async function parse(...args: string[]) {
  const out: string[] = [];
  const said: string[] = [];
  const terminal = {
    write: async (text: string) => void out.push(text),
    explain: (text: string) => void said.push(text),
  };
  const code = await mailParse(args, terminal);
  const lines = out.join('').split('\n').slice(0, -1);
  return { code, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>), said: said.join('') };
}

describe('nixflow mail parse', () => {
  test('says what a mail says, in a line', async () => {
    const { code, lines } = await parse(join(folder, 'a.eml'));
    expect(code).toBe(0);
    expect(lines).toEqual([
      {
        file: join(folder, 'a.eml'),
        messageId: '<first@customer.example>',
        from: { name: 'Ann Customer', address: 'ann@customer.example' },
        to: [{ name: '', address: 'support@desk.example' }],
        cc: [{ name: 'Bob', address: 'bob@customer.example' }],
        subject: 'Printer',
        date: '2026-03-02T09:00:00.000Z',
        text: expect.stringContaining('Is it on?') as string,
        html: expect.stringContaining('<img data-remote-src="https://x.example/a.png" />') as string,
        replyText: expect.stringMatching(/^It works\.(?![^]*Is it on)/) as string,
        attachments: [{ name: 'bill.pdf', type: 'application/pdf', size: 3, inline: false }],
        class: 'ordinary',
        classReason: 'no_sign_of_a_machine',
      },
    ]);
    expect(lines[0]!['html']).not.toContain('script');
  });

  test('takes folders, in the order of names; what is no mail has an error in its place', async () => {
    const { code, lines, said } = await parse(folder);
    expect(
      lines.map(({ file, class: kind, error }) => [(file as string).slice(folder.length + 1), kind ?? error]),
    ).toEqual([
      ['a.eml', 'ordinary'],
      ['b/bounce.eml', 'bounce'],
      ['b/no-mail.txt', 'malformed'],
      ['b/ours.eml', 'own'],
      ['c.eml', 'too_large'],
    ]);
    expect(lines[1]).toMatchObject({
      deliveryStatus: [{ action: 'failed', status: '5.1.1', recipient: 'a@b.example' }],
    });
    expect([code, said]).toEqual([0, '']);
  });

  test('a path that is not there is said, and the others are evaluated', async () => {
    const { code, lines, said } = await parse(join(folder, 'nowhere'), join(folder, 'a.eml'));
    expect(said).toContain('nowhere cannot be read');
    expect([code, lines.length]).toEqual([1, 1]);
  });

  test.each<[string[], number]>([
    [[], 2],
    [['--help'], 0],
  ])('%j is answered with how to use it', async (args, code) => {
    expect(await parse(...args)).toEqual({
      ...{ code, lines: [] },
      said: expect.stringContaining('nixflow mail parse PATH') as string,
    });
  });

  test('on the real command line, a thousand mails in one call', { timeout: 120_000 }, async () => {
    mkdirSync(join(folder, 'many'));
    for (let at = 0; at < 1000; at += 1) writeFileSync(join(folder, 'many', `${at}.eml`), files['a.eml']);
    const printed = await new Promise<string>((resolve, reject) => {
      const options = { cwd: root, maxBuffer: 2 ** 26 };
      execFile(
        'npm',
        ['run', '-s', 'nixflow', '--', 'mail', 'parse', join(folder, 'many')],
        options,
        (error, stdout) => {
          if (error) reject(new Error(`nixflow failed: ${error.message}`));
          else resolve(stdout);
        },
      );
    });
    const subjects = printed
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { subject: string }).subject);
    expect(subjects).toEqual(Array.from({ length: 1000 }, () => 'Printer'));
  });
});

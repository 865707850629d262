import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildMultipartMail, buildRawMail } from '#testkit/factories/raw-mail';
import { parseMail } from './parse-mail.ts';
import { MAIL_LIMITS, type ParsedMail } from './parsed-mail.ts';

async function parsed(raw: Uint8Array): Promise<ParsedMail> {
  const mail = await parseMail(raw);
  if (mail.kind !== 'mail') throw new Error(`unreadable: ${mail.code}`);
  return mail;
}

const codeOf = async (raw: Uint8Array) => {
  const mail = await parseMail(raw);
  return mail.kind === 'mail' ? 'a mail' : mail.code;
};

/** Whether anything in it could begin a line of its own where it is written out. */
// eslint-disable-next-line no-control-regex -- they are what it is about
const breaksLine = (text: string) => /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text);

describe('a raw message', () => {
  test('says who wrote what to whom, and when', async () => {
    const mail = await parsed(
      buildRawMail({
        headers: { Cc: 'Bob <bob@customer.example>, eve@customer.example', 'Reply-To': 'ann@home.example' },
      }),
    );
    expect(mail).toMatchObject({
      messageId: '<first@customer.example>',
      from: { name: 'Ann Customer', address: 'ann@customer.example' },
      to: [{ name: '', address: 'support@desk.example' }],
      cc: [
        { name: 'Bob', address: 'bob@customer.example' },
        { name: '', address: 'eve@customer.example' },
      ],
      replyTo: [{ name: '', address: 'ann@home.example' }],
      subject: 'Printer',
      date: new Date('2026-03-02T09:00:00Z'),
      text: 'The printer on floor two is broken.',
      html: null,
      attachments: [],
    });
  });

  test('is decoded, whatever it was written in', async () => {
    const headers = {
      From: '=?iso-8859-1?Q?J=F6rg?= <joerg@customer.example>',
      Subject: '=?utf-8?B?RHJ1Y2tlciDwn5ao?=\n =?utf-8?B?IGthcHV0dA==?=',
      'Content-Type': 'text/plain; charset=windows-1251',
      'Content-Transfer-Encoding': 'base64',
    };
    const mail = await parsed(buildRawMail({ headers, body: 'z/Do4uXy' }));
    expect([mail.from?.name, mail.subject, mail.text]).toEqual(['Jörg', 'Drucker 🖨 kaputt', 'Привет']);
  });

  test('with header fields in raw Latin-1 is read as its author wrote it', async () => {
    const raw = Buffer.concat([
      Buffer.from('Subject: Gr\xfc\xdfe\n', 'latin1'),
      buildRawMail({ headers: { Subject: null } }),
    ]);
    expect((await parsed(raw)).subject).toBe('Grüße');
  });

  test('names the messages it answers', async () => {
    const headers = {
      'In-Reply-To': '<a@x.example> (Ann, Monday)',
      References: '<z@x.example>\n <b\n @x.example> <z@x.example>',
    };
    const mail = await parsed(buildRawMail({ headers }));
    expect([mail.inReplyTo, mail.references]).toEqual([['<a@x.example>'], ['<z@x.example>', '<b@x.example>']]);
  });

  test('has every field at hand, by name in any case', async () => {
    const mail = await parsed(buildRawMail({ headers: { 'X-Team': ['one', '=?utf-8?Q?zw=C3=B6lf?='] } }));
    expect([mail.header('x-TEAM'), mail.headers('X-Team'), mail.header('x-none')]).toEqual([
      'one',
      ['one', 'zwölf'],
      null,
    ]);
  });

  test('has text, HTML, pictures and files', async () => {
    const mail = await parsed(
      buildMultipartMail('multipart/mixed', [
        { type: 'text/plain', content: 'See the picture.' },
        { type: 'text/html', content: '<p>See <img src="cid:pic@x"></p>' },
        {
          type: 'image/png',
          headers: { 'Content-ID': '<pic@x>', 'Content-Transfer-Encoding': 'base64' },
          content: 'AQID',
        },
        {
          type: 'application/pdf',
          headers: { 'Content-Disposition': 'attachment; filename="../../etc/pass\twd"' },
          content: '%PDF',
        },
      ]),
    );
    expect(mail.text).toContain('See the picture.');
    expect(mail.html).toContain('cid:pic@x');
    expect(mail.attachments.map(({ content: _, ...rest }) => rest)).toEqual([
      { name: null, type: 'image/png', size: 3, inline: true, contentId: 'pic@x' },
      { name: 'pass wd', type: 'application/pdf', size: 5, inline: false, contentId: null },
    ]);
    expect([...mail.attachments[0]!.content]).toEqual([1, 2, 3]);
  });

  test('with nothing but HTML is read as text too, its quotes marked', async () => {
    const body = '<div>Works <b>again</b>.<br>Thanks</div><blockquote>Is it <i>on</i>?</blockquote>';
    const mail = await parsed(buildRawMail({ headers: { 'Content-Type': 'text/html' }, body }));
    expect(mail.text).toBe('Works again.\nThanks\n\n> Is it on?');
  });

  test('within a message stays whole', async () => {
    const inner = buildMultipartMail('multipart/mixed', [{ type: 'text/plain', content: 'inner' }]).toString();
    const outer = [
      { type: 'text/plain', content: 'outer' },
      { type: 'message/rfc822; name=old.eml', content: inner },
    ];
    const mail = await parsed(
      Buffer.from(
        buildMultipartMail('multipart/mixed', outer)
          .toString()
          .replaceAll('divide', 'outside')
          .replaceAll('outside', 'divide'),
      ),
    );
    expect(mail.text).toContain('outer');
    expect(mail.attachments.map(({ type }) => type)).toContain('message/rfc822');
  });
});

describe('a broken message gives the facts that can be made out', () => {
  const usual = { subject: 'Printer', text: 'The printer on floor two is broken.' };
  test.each<[string, (raw: string) => string]>([
    ['with \\n ends of lines', (raw) => raw.replaceAll('\r\n', '\n')],
    ['with \\r ends of lines', (raw) => raw.replaceAll('\r\n', '\r')],
    ['with the line of a mailbox file', (raw) => `From ann@customer.example Mon Mar  2 10:00:00 2026\n${raw}`],
    ['with empty lines before it', (raw) => `\r\n   \r\n${raw}`],
    ['with a line that is no field', (raw) => raw.replace('Subject', 'What is this\r\nSubject')],
    ['with a date that is none', (raw) => raw.replace(/Date:.*/, 'Date: soon')],
    ['with a character set that is none', (raw) => `Content-Type: text/plain; charset=klingon\r\n${raw}`],
  ])('%s', async (_, breakIt) => {
    expect(await parsed(Buffer.from(breakIt(buildRawMail().toString())))).toMatchObject(usual);
  });

  test('without an author, or with one that has no address, nobody is named', async () => {
    for (const From of [null, 'MAILER-DAEMON', 'Ann <ann>'])
      expect((await parsed(buildRawMail({ headers: { From } }))).from).toBeNull();
    expect((await parsed(buildRawMail({ headers: { From: null, Sender: 'ann@x.example' } }))).from?.address).toBe(
      'ann@x.example',
    );
  });

  test('half of a quoted address is nobody', async () => {
    const mail = await parsed(buildRawMail({ headers: { From: '"eve@evil.example ann"@customer.example' } }));
    expect(mail.from?.address ?? '').not.toMatch(/^eve@|^ann"/);
  });
});

describe('what would break out of its line is taken out', () => {
  const inject = '=?utf-8?Q?Hi=0D=0ABcc=3A_all=40x.example=00=E2=80=AEgpj?=';
  test('of subjects, names, files and fields', async () => {
    const raw = buildMultipartMail(
      'multipart/mixed',
      [{ type: `application/x; name="${inject}"`, headers: { 'Content-Disposition': 'attachment' }, content: 'x' }],
      { headers: { Subject: inject, From: `${inject} <a@b.example>`, 'X-Field': inject } },
    );
    const mail = await parsed(raw);
    for (const text of [
      mail.subject,
      mail.from?.name ?? '',
      mail.attachments[0]?.name ?? '',
      mail.header('x-field') ?? '',
    ]) {
      expect(text).toContain('Hi');
      expect(breaksLine(text) || text.includes('\u202e')).toBe(false);
    }
  });
});

describe('beyond its limits a message is not read, and says why', () => {
  const parts = (count: number) =>
    buildMultipartMail(
      'multipart/mixed',
      Array.from({ length: count }, () => ({ type: 'text/plain', content: 'x' })),
    );
  const nested = (depth: number) =>
    Array.from({ length: depth }, (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`).join('');

  test('parts', async () => {
    expect(await codeOf(parts(MAIL_LIMITS.parts))).toBe('a mail');
    expect(await codeOf(parts(MAIL_LIMITS.parts + 1))).toBe('too_many_parts');
    // A boundary in pieces (RFC 2231), and one with a comment.
    for (const written of [
      'boundary*0=div; boundary*1=ide',
      'boundary*=us-ascii%27%27div%69de',
      '(x) boundary (y) = divide',
    ])
      expect(await codeOf(Buffer.from(parts(1001).toString().replace('boundary=divide', written)))).toMatch(
        /too_many_parts|a mail/,
      );
  });

  test('depth, header fields, bytes', async () => {
    expect(await codeOf(buildRawMail({ body: '', headers: { 'X-Long': 'x'.repeat(MAIL_LIMITS.headerBytes) } }))).toBe(
      'headers_too_large',
    );
    expect(await codeOf(Buffer.from(`Subject: x\n${nested(MAIL_LIMITS.depth - 1)}`))).toBe('a mail');
    expect(await codeOf(Buffer.from(`Subject: x\n${nested(MAIL_LIMITS.depth + 1)}`))).toBe('too_deep');
    expect(await codeOf(Buffer.alloc(MAIL_LIMITS.bytes + 1, 'x'))).toBe('too_large');
    expect(await codeOf(new Uint8Array())).toBe('empty');
  });

  test.each(['hello', '{"json": true}', '\u0000\u0001', '<html>: yes', 'a: b\n\nc'])('%j is no mail', async (text) => {
    expect(await codeOf(Buffer.from(text))).toBe('malformed');
  });

  test('rulers and comments of a long text are no parts', async () => {
    const body = '-- a comment\n--------\ntext\n'.repeat(2000);
    expect(await codeOf(buildRawMail({ body }))).toBe('a mail');
  });
});

describe('time and memory', () => {
  const big = 10 * 1024 * 1024;
  const fill = (line: string) => line.repeat(Math.floor(big / line.length));
  test.each<[string, () => Buffer, string]>([
    ['a text of many lines', () => buildRawMail({ body: fill('one more line\n') }), 'a mail'],
    ['nothing but ends of lines', () => buildRawMail({ body: fill('\n') }), 'a mail'],
    ['one line', () => buildRawMail({ body: fill('x') }), 'a mail'],
    [
      'a file in base64',
      () =>
        buildMultipartMail('multipart/mixed', [
          {
            type: 'image/png',
            headers: { 'Content-Transfer-Encoding': 'base64' },
            content: fill(`${'A'.repeat(76)}\n`),
          },
        ]),
      'a mail',
    ],
    [
      'a file in base64 of short lines',
      () =>
        buildMultipartMail('multipart/mixed', [
          { type: 'image/png', headers: { 'Content-Transfer-Encoding': 'base64' }, content: fill('A\n') },
        ]),
      'too_many_lines',
    ],
    [
      'separators only',
      () => buildRawMail({ headers: { 'Content-Type': 'multipart/mixed; boundary=b' }, body: fill('--c\n') }),
      'too_many_parts',
    ],
    [
      'text behind the last part',
      () =>
        Buffer.concat([
          buildMultipartMail('multipart/mixed', [{ type: 'text/plain', content: 'x' }]),
          Buffer.from(fill('x\n')),
        ]),
      'a mail',
    ],
    ['an author without end', () => buildRawMail({ headers: { From: 'a'.repeat(250_000) } }), 'a mail'],
    ['a megabyte of colons', () => buildRawMail({ headers: { From: ':'.repeat(900_000) } }), 'headers_too_large'],
    ['fields that never end', () => Buffer.from(fill('a\n')), 'too_many_lines'],
    [
      'fields in no character set',
      () => Buffer.from(`From: a@b.example\n${'\xff\n'.repeat(120_000)}`, 'latin1'),
      'a mail',
    ],
    [
      'parentheses and quotes',
      () => buildRawMail({ headers: { To: '(("<,'.repeat(25_000), References: '<'.repeat(100_000) } }),
      'a mail',
    ],
  ])('%s', { timeout: 60_000 }, async (_, build, code) => {
    expect(await codeOf(build())).toBe(code);
  });

  test('a long text comes whole, up to its limit', async () => {
    const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': '8bit' };
    const body = Array.from({ length: 90_000 }, (_, at) => `Zeile ${at} äöü`).join('\n');
    const short = body.slice(0, MAIL_LIMITS.text - 1);
    for (const [given, expected] of [
      [short, short],
      [body, `${body.slice(0, MAIL_LIMITS.text)}\n[…]`],
    ] as const) {
      const { text } = await parsed(buildRawMail({ headers, body: given }));
      // Compared by hand: a difference of megabytes is nothing to print.
      expect([text.length, text === expected]).toEqual([expected.length, true]);
    }
  });
});

test('a file that is not encoded is the same, however long', async () => {
  for (const lines of [100, 30_000]) {
    const type = 'text/csv; name=a.csv';
    const raw = buildMultipartMail('multipart/mixed', [{ type, content: 'a;b\n'.repeat(lines).trimEnd() }]);
    const { attachments } = await parsed(raw);
    expect(Buffer.from(attachments[0]!.content).toString() === 'a;b\n'.repeat(lines)).toBe(true);
  }
});

describe('whatever the bytes are', () => {
  test('it answers', { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        expect(['mail', 'unreadable']).toContain((await parseMail(bytes)).kind);
      }),
      { numRuns: 1000 },
    );
  });

  test('also when they begin as a mail', { timeout: 60_000 }, async () => {
    const base = buildMultipartMail('multipart/mixed', [
      { type: 'text/html; charset=utf-8', content: '<p>x' },
      { type: 'message/delivery-status', content: 'Final-Recipient: rfc822; a@b.example\nAction: failed' },
    ]);
    const bits = fc.oneof(
      fc.constantFrom(
        '\r',
        '\n',
        '\r\n\r\n',
        '--divide',
        '--',
        ':',
        '<',
        '"',
        '(',
        '=?utf-8?B?',
        '?=',
        'boundary=',
        '%',
      ),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: base.length }), fc.nat({ max: 40 }), bits), { maxLength: 8 }),
        async (cuts) => {
          let raw = base.toString('latin1');
          for (const [at, length, put] of cuts) raw = raw.slice(0, at) + put + raw.slice(at + length);
          const mail = await parseMail(Buffer.from(raw, 'latin1'));
          if (mail.kind === 'mail')
            expect(breaksLine(mail.subject + (mail.from?.name ?? '') + (mail.from?.address ?? ''))).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

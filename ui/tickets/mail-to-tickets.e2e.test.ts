import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { insertAccount } from '#testkit/factories/account';
import { buildRawMail } from '#testkit/factories/raw-mail';
import { handOver } from '#testkit/hand-over';
import { needs } from '#testkit/requirements';
import { serveProduct, type ServedProduct } from '#testkit/served-product';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

/** Real mails that another project collected. They lie beside a checkout, where they are there at all. */
const corpus = join(import.meta.dirname, '..', '..', '..', 'shared', 'corpora', 'mail');
const isHere = existsSync(join(corpus, 'manifest.json'));
const read = (file: string) => readFileSync(join(corpus, file));

/** Ten people who ask for something, by the file of their mail and its subject as the list shows it. */
const letters: readonly (readonly [string, string])[] = [
  ['set-of-emails/maildir/not/is-not-bounce-01.eml', 'にゃんこ'],
  ['set-of-emails/maildir/not/is-not-bounce-02.eml', 'original as attachment'],
  ['mail/spec/fixtures/emails/attachment_emails/attachment_content_disposition.eml', 'testing'],
  [
    'mail/spec/fixtures/emails/attachment_emails/attachment_with_encoded_name.eml',
    'Fwd: Signed email causes file attachments',
  ],
  ['mail/spec/fixtures/emails/mime_emails/raw_email_with_nested_attachment.eml', 'Testing attachments'],
  ['mail/spec/fixtures/emails/multi_charset/japanese_shift_jis.eml', 'test'],
  ['mail/spec/fixtures/emails/plain_emails/basic_email.eml', 'Testing 123'],
  ['mail/spec/fixtures/emails/rfc2822/example02.eml', 'Saying Hello'],
  ['flanker/tests/fixtures/messages/8bitmime.eml', '2 RCPT MIME'],
  ['postal-mime/test/fixtures/mimetorture.eml', "Ryan Finnie's MIME Torture Test v1.0"],
];
/** Words without a single header. */
const broken = 'email_reply_trimmer/test/emails/text_only.txt';

/** A story: each test goes on where the one before it ended, on a page that is never loaded again. */
describe.runIf(needs('chromium') && isHere)('mail that real programs wrote', () => {
  let desk: ServedProduct;
  let page: Page;
  let loads = 0;

  beforeAll(async () => {
    desk = await serveProduct();
  });

  const rowsOf = (subject: string) => page.getByRole('link', { name: subject, exact: true });
  /** What became of all mail that came, by how many. */
  const fates = async () => {
    const { rows } = await desk.pool.query<{ state: string; reason: string | null; count: number }>(
      'SELECT state, reason, count(*)::int AS count FROM raw_mail GROUP BY state, reason ORDER BY state, reason',
    );
    return rows.map(({ state, reason, count }) => `${String(count)} ${[state, reason ?? []].flat().join(': ')}`);
  };
  const write = async (raw: Buffer) => {
    expect(await handOver(desk.mailUrl, raw)).toMatchObject({ kind: 'sent' });
  };

  test(
    'ten letters are ten tickets in the open list as they come, each once when it comes again, and a broken one stops nothing',
    { timeout: 180_000 },
    async () => {
      page = await desk.signIn(await insertAccount(desk.pool, { role: 'supervisor' }));
      page.on('framenavigated', () => (loads += 1));
      for (const [file] of letters) await write(read(file));
      for (const [, subject] of letters) await rowsOf(subject).waitFor();

      for (const [file] of letters) await write(read(file));
      await write(buildRawMail({ headers: { Subject: 'After all that' } }));
      await rowsOf('After all that').waitFor();
      await expect.poll(fates).toEqual(['10 ignored: duplicate', '11 processed']);

      await write(read(broken));
      await write(
        buildRawMail({ headers: { Subject: 'After the broken one', 'Message-ID': '<after@customer.example>' } }),
      );
      await rowsOf('After the broken one').waitFor();
      await expect.poll(fates).toEqual(['10 ignored: duplicate', '12 processed', '1 quarantined: malformed']);
      for (const [, subject] of letters) expect(await rowsOf(subject).count()).toBe(1);
      expect(loads).toBe(0);
    },
  );
});

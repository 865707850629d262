import { checkAccessibility } from '#testkit/check-accessibility';
import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { buildMultipartMail, buildRawMail } from '#testkit/factories/raw-mail';
import { handOver } from '#testkit/hand-over';
import { needs } from '#testkit/requirements';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

/** The mail page, with mail that really came and went, and no mail server to send by. */
describe.runIf(needs('chromium'))('the mail page', () => {
  let desk: DemoDesk;

  beforeAll(async () => {
    desk = await startDemoDesk();
    await take(buildRawMail({ headers: { Subject: 'Cannot print my invoice', 'Message-ID': '<1@customer.example>' } }));
    await take(Buffer.from('Nothing that a mail has\r\n'));
    await take(
      buildMultipartMail(
        'multipart/mixed',
        [
          { type: 'text/plain', content: 'See the photo.' },
          { type: 'image/png', headers: { 'Content-Disposition': 'attachment; filename=label.png' }, content: 'x' },
        ],
        { headers: { Subject: 'Photo of the label', 'Message-ID': '<2@customer.example>' } },
      ),
    );
    // An automatic answer to nothing.
    await take(
      buildRawMail({
        headers: { Subject: 'Out of office', 'Auto-Submitted': 'auto-replied', 'Message-ID': '<3@customer.example>' },
      }),
    );
  });

  const take = async (raw: Buffer) => expect(await handOver(desk.product.mailUrl, raw)).toMatchObject({ kind: 'sent' });
  const list = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();
  const row = (page: Page, text: string | RegExp) => page.getByRole('listitem').filter({ hasText: text }).first();
  const pane = (page: Page) => page.getByRole('main');
  /** Leave our mail of this subject as if its sending had ended so. */
  async function leave(subject: string, state: string, lastAnswer: string): Promise<void> {
    const change = async () => {
      const { rowCount } = await desk.pool.query(
        `UPDATE outgoing_mail SET state = $2, last_answer = $3, lease_until = NULL, is_caught = false
         WHERE id = (SELECT id FROM outgoing_mail WHERE subject LIKE $1 AND state = 'sent' LIMIT 1)`,
        [`%${subject}%`, state, lastAnswer],
      );
      return rowCount;
    };
    await expect.poll(change).toBe(1);
  }

  test('mail that came in is there: on its ticket, ignored or in quarantine, with the reason', async () => {
    const page = await desk.signIn('mara', { path: '/mail' });
    await list(page, 'Received');
    await row(page, 'Cannot print my invoice').getByText('Processed').waitFor();
    // What was caught is not for supervisors.
    expect(await page.getByRole('tab').allTextContents()).toEqual(['Sent', 'Received']);
    await row(page, 'An automatic mail that belongs to no ticket').getByText('Ignored').waitFor();
    await row(page, 'It has no header that a mail has').getByText('Quarantined').click();
    await pane(page).getByText('Nothing could be made of it, so it is on no ticket.').waitFor();
    await checkAccessibility(page);

    await row(page, 'Cannot print my invoice').getByText('Ann Customer').click();
    await pane(page).getByText('Ann Customer <ann@customer.example>').waitFor();
    await pane(page)
      .getByRole('link', { name: /^#\d+$/ })
      .click();
    await page.getByRole('heading', { level: 1, name: 'Cannot print my invoice' }).waitFor();
  });

  test('is narrowed down to a state, and a mail in quarantine is tried again', async () => {
    const page = await desk.signIn('mara', { path: '/mail/received' });
    await page.getByRole('button', { name: 'State: All states' }).click();
    await page.getByRole('menuitemradio', { name: 'Quarantined' }).click();
    await expect.poll(() => page.getByRole('tabpanel').getByRole('listitem').count()).toBe(1);
    await row(page, 'Quarantined').getByRole('link').click();
    await pane(page).getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The mail is read again').waitFor();
    // What is wrong with it is still wrong.
    await pane(page).getByText('Quarantined').waitFor();
    await page.getByRole('button', { name: 'State: Quarantined' }).click();
    await page.getByRole('menuitemradio', { name: 'Waiting to be read' }).click();
    await page.getByText('No mail is in this state').waitFor();
    await page.getByRole('button', { name: 'Show all states' }).click();
    await row(page, 'Photo of the label').waitFor();
  });

  test(
    'a reply is in the ledger from the moment it is written, and caught when it leaves',
    { timeout: 60_000 },
    async () => {
      const page = await desk.signIn('ida', { path: '/mail/received' });
      await row(page, 'Cannot print my invoice').getByRole('link').click();
      await pane(page)
        .getByRole('link', { name: /^#\d+$/ })
        .click();
      await page.getByRole('textbox', { name: 'Reply' }).fill('Please try Ctrl+P.');
      await page.keyboard.press('Control+Enter');
      await page.getByRole('button', { name: 'Undo' }).waitFor();
      await page.goto(`${desk.ui}/mail`);
      const reply = row(page, /ann@customer\.example.*· Reply/s);
      await reply.getByText(/^Sending in/).waitFor();
      await reply.getByText('Caught, not sent').waitFor({ timeout: 40_000 });
      await reply.getByRole('link').click();
      await pane(page).getByText('No mail server was configured, so it never left.').waitFor();
      await pane(page)
        .getByText(/Kept, not sent/)
        .waitFor();

      await list(page, 'Caught');
      await page.getByText('No mail leaves NixFlow.').waitFor();
      await page.getByText(/SMTP_URL of the worker/).waitFor();
      await row(page, 'Cannot print my invoice').getByRole('link').click();
      await pane(page).getByText('Please try Ctrl+P.').waitFor();
      await checkAccessibility(page);
      const download = page.waitForEvent('download');
      await pane(page).getByRole('link', { name: 'Save as file' }).click();
      expect((await download).suggestedFilename()).toMatch(/^caught-\d+\.eml$/);
    },
  );

  test('a mail of which nobody knows counts as arrived when somebody says so, after a question', async () => {
    await leave('Cannot print', 'unknown', 'The connection broke');
    const page = await desk.signIn('mara', { path: '/mail/sent' });
    await row(page, 'Arrival unknown').getByRole('link').click();
    await pane(page).getByText('The connection broke').waitFor();
    await pane(page).getByRole('button', { name: 'It arrived' }).click();
    const question = page.getByRole('dialog', { name: 'Did this mail arrive?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    await pane(page).getByText('Arrival unknown').waitFor();
    await pane(page).getByRole('button', { name: 'It arrived' }).click();
    await checkAccessibility(page);
    await question.getByRole('button', { name: 'It arrived' }).click();
    await page.getByText('Noted: it arrived').waitFor();
    await pane(page).getByText('Sent', { exact: true }).waitFor();
    await pane(page).getByText('The mail server took it.').waitFor();
  });

  test('a mail that failed is sent again, after a question', { timeout: 60_000 }, async () => {
    await leave('Photo of the label', 'failed', '550 no such mailbox');
    const page = await desk.signIn('mara', { path: '/mail/sent' });
    await row(page, 'Not delivered').getByRole('link').click();
    await pane(page).getByText('550 no such mailbox').waitFor();
    await pane(page).getByRole('button', { name: 'Resend' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Resend' }).click();
    await page.getByText('Mail queued again').waitFor();
    await pane(page).getByText('Caught, not sent').waitFor({ timeout: 40_000 });
  });

  test('agents see what went out on their tickets, and nothing else', async () => {
    const page = await desk.signIn('jonas', { path: '/mail', allow: [/status of 403/] });
    await row(page, '· Reply').waitFor();
    expect(await page.getByRole('tab').count()).toBe(0);
    await page.goto(`${desk.ui}/mail/received`);
    await page.getByText('Your role does not allow this.').waitFor();
    await checkAccessibility(page);
  });

  test('is walked by keyboard, and older mail comes when it is asked for', async () => {
    await desk.pool.query(
      `INSERT INTO raw_mail (content_hash, size, mail_address_id, envelope_from, state, from_address, subject, received_at)
       SELECT 'none', 1, id, 'bulk@customer.example', 'ignored', 'bulk@customer.example', 'Old mail ' || n, now() - n * interval '1 day'
       FROM mail_address, generate_series(1, 60) n`,
    );
    const page = await desk.signIn('mara', { path: '/mail/received' });
    await row(page, 'Old mail 1').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/mail/received/*');
    expect(await page.locator('.mail-row[aria-current]').textContent()).toBe(await page.locator('.mail-row').first().textContent()); // prettier-ignore
    await page.getByRole('button', { name: 'Show older mail' }).scrollIntoViewIfNeeded();
    await row(page, 'Old mail 60').waitFor();
    await page.getByRole('button', { name: 'Show older mail' }).waitFor({ state: 'detached' });
    await desk.pool.query(`DELETE FROM raw_mail WHERE content_hash = 'none'`);
  });
});

import { checkAccessibility } from '#testkit/check-accessibility';
import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { handOver } from '#testkit/hand-over';
import { needs } from '#testkit/requirements';
import { startSmtpSink, type SmtpSink } from '#testkit/smtp-sink';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

/** From a customer's mail to the customer's answer, with everything real. */
describe.runIf(needs('chromium'))('the first whole path', () => {
  let desk: DemoDesk;
  let sink: SmtpSink;
  let sent = 0;

  beforeAll(async () => {
    sink = await startSmtpSink();
    desk = await startDemoDesk({ workerEnv: { SMTP_URL: sink.url } });
  });

  /** New tickets wait, so that nothing moves under anybody's hand. */
  async function showNew(page: Page, subject: string) {
    const waiting = page.getByRole('button', { name: /new: show/ });
    const isThere = async () => {
      if (await waiting.isVisible()) await page.keyboard.press('n');
      return page.getByText(subject).first().isVisible();
    };
    await expect.poll(isThere).toBe(true);
  }

  async function open(page: Page, subject: string) {
    await showNew(page, subject);
    await page.getByText(subject).first().click();
  }

  async function write(
    subject: string,
    body: string,
    to = 'support@localhost',
    id = `<${String((sent += 1))}@customers.example>`,
  ) {
    const raw = [
      ...['From: Zoe Quist <zoe@customers.example>', `To: ${to}`, `Subject: ${subject}`, `Message-ID: ${id}`],
      ...['Date: Fri, 27 Nov 2026 10:00:00 +0000', '', body, ''],
    ].join('\r\n');
    const taken = await handOver(desk.product.mailUrl, Buffer.from(raw), { from: 'zoe@customers.example', to });
    expect(taken).toMatchObject({ kind: 'sent' });
  }

  test(
    'a customer’s mail becomes a ticket, an agent answers, the customer replies, in front of two browsers',
    { timeout: 120_000 },
    async () => {
      const [mara, jonas] = [await desk.signIn('mara'), await desk.signIn('jonas')];
      await write('Cannot print my invoice', 'The print button does nothing.');
      for (const page of [mara, jonas]) await open(page, 'Cannot print my invoice');
      await sink.waitForMessage(
        (message) => message.header('Auto-Submitted') === 'auto-replied' && message.to[0] === 'zoe@customers.example',
      );
      await mara.getByText('First reply in').first().waitFor();
      await jonas.getByText('Mara is looking').first().waitFor();

      await mara.getByRole('textbox', { name: 'Reply' }).fill('Please try Ctrl+P.');
      await mara.keyboard.press('Control+Enter');
      await mara.getByRole('button', { name: 'Undo' }).waitFor();
      const answer = await sink.waitForMessage((message) => message.body.includes('Ctrl+P'), 30_000);
      for (const page of [mara, jonas]) await page.getByText(/^Met/).first().waitFor();

      const replyTo = /<([^>]+)>/.exec(answer.header('Reply-To') ?? '')?.[1] ?? '';
      expect(replyTo).toMatch(/^support\+\d+\./);
      await write('Re: whatever', 'That works, thank you. But how do I save it?', replyTo);
      for (const page of [mara, jonas]) {
        await page.getByText('That works, thank you.').first().waitFor();
        await page.getByText('Next reply').first().waitFor();
      }
      await checkAccessibility(mara);
    },
  );

  test('the same mail again makes nothing new', async () => {
    const page = await desk.signIn('mara');
    await write('Once only', 'Words', 'support@localhost', '<once@customers.example>');
    await showNew(page, 'Once only');
    await write('Once only', 'Words', 'support@localhost', '<once@customers.example>');
    await write('And another', 'Words');
    await showNew(page, 'And another');
    expect(await page.getByRole('link', { name: /Once only/ }).count()).toBe(1);
  });

  test('a reply on top of a message that its writer has not seen is stopped, and nothing that was typed is lost', async () => {
    const [mara, jonas] = [await desk.signIn('mara'), await desk.signIn('jonas', { allow: [/status of 409/] })];
    await write('Two at once', 'Words');
    for (const page of [mara, jonas]) await open(page, 'Two at once');
    await jonas.getByRole('textbox', { name: 'Reply' }).fill('From Jonas');
    // What Mara sends does not come to Jonas in time: his page asks for it and hears nothing.
    await jonas.route(/\/api\/tickets\/[0-9a-f-]{36}/, (route) =>
      route.request().method() === 'GET' ? undefined : route.continue(),
    );
    await mara.getByRole('textbox', { name: 'Reply' }).fill('From Mara');
    await mara.keyboard.press('Control+Enter');
    await mara.getByRole('button', { name: 'Undo' }).waitFor();
    await jonas.keyboard.press('Control+Enter');
    // Said before the page gives up asking, which takes it three quarters of a minute.
    await jonas.getByRole('dialog', { name: /wrote while you were typing/ }).waitFor({ timeout: 20_000 });
    await checkAccessibility(jonas);
    await jonas.getByRole('button', { name: 'Back to my reply' }).click();
    expect(await jonas.getByRole('textbox', { name: 'Reply' }).inputValue()).toBe('From Jonas');
    await jonas.unroute(/\/api\/tickets\/[0-9a-f-]{36}/);
    await jonas.getByText('From Mara').first().waitFor();
    await jonas.getByRole('textbox', { name: 'Reply' }).press('Control+Enter');
    await jonas.getByRole('button', { name: 'Undo' }).waitFor();
  });

  test('a reply that was taken back is in the composer again', async () => {
    const page = await desk.signIn('mara');
    await write('Think again', 'Words');
    await open(page, 'Think again');
    await page.getByRole('textbox', { name: 'Reply' }).fill('Too fast');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back before it was sent').waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: 'Reply' }).inputValue()).toBe('Too fast');
    expect(sink.messages.some(({ body }) => body.includes('Too fast'))).toBe(false);
  });
});

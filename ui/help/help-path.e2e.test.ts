import { openMailFiles } from '#mail/files/mail-files';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { openBrowser, type TestBrowser } from '#testkit/browser';
import { insertStaff } from '#testkit/factories/desk';
import { freePort } from '#testkit/free-port';
import { needs } from '#testkit/requirements';
import { startProduct, type RunningProduct } from '#testkit/running-product';
import { serveUi } from '#testkit/serve-ui';
import { startSmtpSink, type SmtpSink } from '#testkit/smtp-sink';
import { signTestToken } from '#testkit/test-token';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { TicketThread } from '#domain/contracts/ticket-thread';

const secret = 'a session secret of tests, long enough';

/** From the public form to the answer in the customer's mailbox, with everything real. */
describe.runIf(needs('chromium'))('somebody without an account', () => {
  let product: RunningProduct;
  let sink: SmtpSink;
  let browser: TestBrowser;
  let pool: pg.Pool;
  let ui: string;
  let token: string;

  beforeAll(async () => {
    const port = await freePort();
    sink = await startSmtpSink();
    const env = { FRONTEND_URL: `http://localhost:${String(port)}` };
    product = await startProduct({ env, apiEnv: { JWT_SECRET: secret }, workerEnv: { SMTP_URL: sink.url } });
    pool = new pg.Pool({ connectionString: product.database.url, max: 2 });
    atEndOfFile('pool', () => pool.end());
    token = await signTestToken(secret, await insertStaff(pool, { role: 'admin' }));
    ui = await serveUi({ apiUrl: product.apiUrl, port });
    browser = await openBrowser();
  });

  const fillIn = async (page: Page, subject: string) => {
    await page.goto(`${ui}/help`);
    await page.getByLabel('Your name').fill('Zoe Quist');
    await page.getByLabel('E-mail address').fill('Zoe@Customers.example');
    await page.getByLabel('Subject').fill(subject);
    await page.getByLabel('Message').fill('The print button does nothing.');
  };
  const numberOn = async (page: Page) => {
    await page.getByRole('heading', { name: 'We received your message' }).waitFor();
    return Number((await page.getByText(/^#\d+$/).textContent())?.slice(1));
  };
  const api = async <Reply>(method: string, path: string, body?: object): Promise<Reply> => {
    const response = await fetch(`${product.apiUrl}/api${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(response.ok).toBe(true);
    return (await response.json()) as Reply;
  };
  const ticketsCalled = async (subject: string) => {
    const { rows } = await pool.query<{ id: string; number: number }>(
      'SELECT id, number::int AS number FROM ticket WHERE subject = $1',
      [subject],
    );
    return rows;
  };

  test(
    'asks, has the number on screen and by mail, and gets the answer in their mailbox',
    { timeout: 120_000 },
    async () => {
      const page = await browser.openPage({ allow: [/status of 401/] });
      await fillIn(page, 'Cannot print my invoice');
      const file = { name: 'Größe.txt', mimeType: 'text/plain', buffer: Buffer.from('what it said') };
      await page.locator('input[type=file]').setInputFiles(file);
      await page.getByRole('button', { name: 'Send message' }).click();
      const number = await numberOn(page);

      const [ticket, ...others] = await ticketsCalled('Cannot print my invoice');
      expect([ticket?.number, others]).toEqual([number, []]);
      const ticketId = ticket?.id ?? '';
      const { messages } = await api<TicketThread>('GET', `/tickets/${ticketId}/thread`);
      expect(messages[0]).toMatchObject({
        ...{ kind: 'customer', via: 'form', body: 'The print button does nothing.' },
        author: { name: 'Zoe Quist' },
        attachments: [{ name: 'Größe.txt', size: 12 }],
      });
      const kept = await openMailFiles(product.env['EMAIL_ATTACHMENTS_DIR'] ?? '').openFile(
        messages[0]?.attachments[0]?.attachmentId ?? '',
      );
      expect(String(await kept?.peek(100))).toBe('what it said');
      kept?.content().destroy();

      const confirmed = await sink.waitForMessage((mail) => mail.header('Auto-Submitted') === 'auto-replied', 60_000);
      expect(confirmed.to).toEqual(['zoe@customers.example']);
      expect(confirmed.header('Subject')).toContain(`[#${String(number)}]`);
      expect(confirmed.body).toContain(`#${String(number)}`);

      await api('POST', `/tickets/${ticketId}/messages`, { body: 'Please press Ctrl+P.', public: true });
      const answer = await sink.waitForMessage((mail) => mail.body.includes('Ctrl+P'), 60_000);
      expect(answer.to).toEqual(['zoe@customers.example']);
      expect(answer.header('From')).toContain('support@localhost');
      expect(answer.header('Reply-To')).toMatch(/support\+\d+\./);
      expect(answer.header('In-Reply-To')).toBe(confirmed.header('Message-ID'));
    },
  );

  test('is not disturbed by a machine that fills in everything: it sees a number, and there is no ticket', async () => {
    const page = await browser.openPage({ allow: [/status of 401/] });
    await fillIn(page, 'Cheap watches');
    await page.locator('input[name=homepage]').evaluate((field) => {
      if ('value' in field) field.value = 'https://spam.example';
    });
    await page.getByRole('button', { name: 'Send message' }).click();
    expect(await numberOn(page)).toBeGreaterThan(0);
    expect(await ticketsCalled('Cheap watches')).toEqual([]);
  });
});

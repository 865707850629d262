import { makeOneTimeLink } from '#commands/people/make-one-time-link';
import { seedKnownAdmin } from '#commands/people/seed-known-admin';
import { knownAdmin } from '#domain/people/known-admin';
import { createPasswordHashing } from '#process/hash-passwords';
import { inTransaction } from '#store/transaction';
import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { buildMultipartMail, buildRawMail } from '#testkit/factories/raw-mail';
import { handOver } from '#testkit/hand-over';
import { lookAtPage, windows } from '#testkit/look-at-page';
import { needs } from '#testkit/requirements';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

const second = 1_000;
/** For a machine that is busy with something else, too. */
const patience = 600 * second;

/** Every page but list and ticket, in every state, as pictures. Each has its story elsewhere. */
describe.runIf(needs('chromium'))('every page, seen', { timeout: patience }, () => {
  let desk: DemoDesk;

  beforeAll(async () => {
    desk = await startDemoDesk();
  }, patience);

  const visit = async (path: string, options: Parameters<DemoDesk['browser']['openPage']>[0] = {}) => {
    const page = await desk.browser.openPage({ viewport: windows.desk, allow: [/status of 401/], ...options });
    await page.goto(`${desk.ui}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };
  const signIn = (path: string, options: Parameters<DemoDesk['signIn']>[1] = {}) =>
    desk.signIn('mara', { viewport: windows.desk, ...options, path });

  test('sign-in, and a password that is wrong', async () => {
    const page = await visit('/sign-in');
    await lookAtPage(page, 'sign-in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Enter your password').waitFor();
    await lookAtPage(page, 'sign-in-missing');
    await page.getByLabel('E-mail address').fill('mara@nixflow.example');
    await page.getByLabel('Password', { exact: true }).fill('guessed');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('E-mail address or password is wrong.').waitFor();
    await lookAtPage(page, 'sign-in-wrong');
  });

  test('a password that must be changed', async () => {
    await seedKnownAdmin({ pool: desk.pool, passwords: createPasswordHashing() });
    const page = await visit('/sign-in');
    await page.getByLabel('E-mail address').fill(knownAdmin.email);
    await page.getByLabel('Password', { exact: true }).fill(knownAdmin.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    await lookAtPage(page, 'change-password');
    await page.getByLabel('New password', { exact: true }).fill('too short');
    await page.getByRole('button', { name: 'Save password' }).click();
    await page.getByText('Use at least 10 characters').waitFor();
    await lookAtPage(page, 'change-password-faults');
  });

  test('a set-up link, and one that is used up', async () => {
    const { rows } = await desk.pool.query<{ id: string }>('SELECT id FROM staff WHERE email = $1', [
      'priya@nixflow.example',
    ]);
    const { token } = await inTransaction(desk.pool, (client) =>
      makeOneTimeLink(client, rows[0]?.id ?? '', 'invitation'),
    );
    const page = await visit(`/choose-password#${token}`, { allow: [/status of 40[14]/] });
    await page.getByText('Choose the password for priya@nixflow.example.').waitFor();
    await lookAtPage(page, 'set-up');
    await page.goto(`${desk.ui}/set-up/used`);
    await page.getByText('This link no longer works').waitFor();
    await lookAtPage(page, 'set-up-used');
  });

  test('the public form: empty, with faults, filled in, sent', async () => {
    const page = await visit('/help');
    await lookAtPage(page, 'help', { fullPage: true });
    await page.getByRole('button', { name: 'Send message' }).click();
    await page.getByText('Enter your name').waitFor();
    await lookAtPage(page, 'help-faults', { fullPage: true });
    await page.getByLabel('Your name').fill('Zoe Quist');
    await page.getByLabel('E-mail address').fill('zoe@customers.example');
    await page.getByLabel('Subject').fill('Cannot print my invoice');
    await page.getByLabel('Message').fill('The print button does nothing.\nSince this morning.');
    await page.locator('input[type=file]').setInputFiles(
      ['screen.png', 'A very long name of a file that somebody has named with a lot of care.png'].map((name) => ({
        ...{ name, mimeType: 'image/png', buffer: Buffer.from('bytes') },
      })),
    );
    await page.getByRole('listitem').getByText('screen.png').waitFor();
    await lookAtPage(page, 'help-filled', { fullPage: true });
    await page.getByRole('button', { name: 'Send message' }).click();
    await page.getByRole('heading', { name: 'We received your message' }).waitFor();
    await lookAtPage(page, 'help-sent');
  });

  test('a new ticket: empty, while a customer is looked for, with faults', async () => {
    const page = await signIn('/tickets/new');
    const requester = page.getByRole('combobox', { name: 'Requester' });
    await requester.waitFor();
    await lookAtPage(page, 'new-ticket');
    await requester.fill('ben');
    await page.getByRole('option', { name: /Ben Fischer/ }).waitFor();
    await lookAtPage(page, 'new-ticket-search');
    await page.getByRole('option', { name: /New customer/ }).click();
    await page.getByRole('button', { name: 'Create ticket' }).click();
    await page.getByText('Enter the e-mail address.').waitFor();
    await page.getByRole('textbox', { name: 'Tags' }).fill('printer label ');
    await lookAtPage(page, 'new-ticket-faults');
  });

  test('mail: nothing yet, then sent, received and caught, and one of each', async () => {
    // Only admins see what was caught.
    const page = await desk.signIn('ida', { viewport: windows.desk, path: '/mail/received' });
    await page.getByText('No mail came in yet').waitFor();
    await lookAtPage(page, 'mail-empty');
    await takeMail();
    for (const [list, row] of [
      ['sent', ''],
      ['received', 'Quarantined'],
      ['caught', ''],
    ] as const) {
      await page.goto(`${desk.ui}/mail/${list}`);
      const link = page.getByRole('tabpanel').getByRole('listitem').filter({ hasText: row }).getByRole('link');
      await link.first().waitFor();
      await lookAtPage(page, `mail-${list}`);
      await page.setViewportSize(windows.desk);
      await link.first().click();
      await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
      await lookAtPage(page, `mail-${list}-open`);
    }
  });

  /** Mail that became tickets, whose senders are told so, and mail that did not. */
  async function takeMail(): Promise<void> {
    for (const [number, subject] of ['Cannot print my invoice', 'Photo of the label'].entries()) {
      const headers = { Subject: subject, 'Message-ID': `<${String(number)}@customer.example>` };
      const photo = {
        type: 'image/png',
        headers: { 'Content-Disposition': 'attachment; filename=a.png' },
        content: 'x',
      };
      await handOver(
        desk.product.mailUrl,
        buildMultipartMail('multipart/mixed', [{ type: 'text/plain', content: 'See the photo.' }, photo], { headers }),
      );
    }
    const headers = {
      Subject: 'Out of office',
      'Auto-Submitted': 'auto-replied',
      'Message-ID': '<3@customer.example>',
    };
    await handOver(desk.product.mailUrl, buildRawMail({ headers }));
    await handOver(desk.product.mailUrl, Buffer.from('Nothing that a mail has\r\n'));
    const caught = async () => {
      const { rows } = await desk.pool.query("SELECT FROM outgoing_mail WHERE state = 'sent'");
      return rows.length;
    };
    await expect.poll(caught, { timeout: 60 * second }).toBeGreaterThanOrEqual(2);
  }

  test('the system page, before and after a self-check', async () => {
    const page = await visit('/system');
    await page.getByText('NixFlow is running').waitFor();
    await lookAtPage(page, 'system', { fullPage: true });
    await page.getByRole('button', { name: 'Run self-check' }).click();
    await page.getByText(/[\d,]+ ms in all/).waitFor({ timeout: 30 * second });
    await lookAtPage(page, 'system-checked', { fullPage: true });
  });

  test('the frame: account, keys, views on a phone, no such page', async () => {
    const page = await signIn('/tickets/open');
    await page.goto(`${desk.ui}/nowhere`);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await lookAtPage(page, 'not-found');
    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await lookAtPage(page, 'keys');
    await page.keyboard.press('Escape');
    await page.setViewportSize(windows.desk);
    await page.getByRole('button', { name: 'Account of Mara Lindqvist' }).click();
    await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('button.whoami:focus').waitFor();
    for (const window of ['desk', 'phone'] as const) {
      await page.setViewportSize(windows[window]);
      await page.getByRole('button', { name: 'Account of Mara Lindqvist' }).click();
      await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
      await lookAtPage(page, 'account', { in: [window] });
      await page.keyboard.press('Escape');
    }
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('dialog', { name: 'Views' }).getByText('All open').waitFor();
    await lookAtPage(page, 'views', { in: ['phone'] });
  });

  test('a page whose code does not come', async () => {
    const page = await signIn('/tickets/open', { allow: [/mail-page/, /ERR_FAILED/, /dynamically imported/] });
    await page.route(/mail-page.*\.js/, (route) => route.abort());
    await page.locator('a[href="/mail"]').first().click();
    await page.getByRole('heading', { name: 'This page stopped working' }).waitFor();
    await lookAtPage(page, 'broken');
  });

  test.each([
    ['offline', /^This computer is offline/, (page: Page) => page.context().setOffline(true)],
    ['server-away', /^Connection lost/, (page: Page) => page.route(/\/api\//, (route) => route.abort())],
    ['polling', /^Live changes are interrupted/, () => Promise.resolve()],
  ] as const)('a page that is cut off: %s', async (name, words, cut) => {
    const allow = [/ERR_(FAILED|INTERNET_DISCONNECTED)/, /socket\.io/, /WebSocket/];
    const page = await signIn('/tickets/open', { allow });
    await page.getByText('All four tills are offline').waitFor();
    await page.routeWebSocket(/socket\.io/, (socket) => socket.close());
    await page.route(/socket\.io/, (route) => route.abort());
    await page.reload();
    await page.getByText('All four tills are offline').first().waitFor();
    await cut(page);
    await page.getByText(words).waitFor({ timeout: 30 * second });
    await lookAtPage(page, name);
  });
});

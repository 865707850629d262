import { checkAccessibility } from '#testkit/check-accessibility';
import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { lookAtPage, windows } from '#testkit/look-at-page';
import { needs } from '#testkit/requirements';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

const patience = 300_000;

/** One's own account: sign-ins, codes, tokens, what one is told of. */
describe.runIf(needs('chromium'))('one’s own account', { timeout: patience }, () => {
  let desk: DemoDesk;

  beforeAll(async () => {
    desk = await startDemoDesk();
  }, patience);

  const row = (page: Page, text: string | RegExp) => page.getByRole('row').filter({ hasText: text });
  const codeOf = (secret: string, secondsAhead = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + secondsAhead * 1_000 });

  const tokenNames = async () =>
    (await desk.pool.query<{ name: string }>('SELECT name FROM api_token ORDER BY created_at')).rows.map(
      ({ name }) => name,
    );

  test('a browser that one does not know is signed out from afar', async () => {
    const other = await desk.signIn('jonas', { path: '/tickets/open' });
    const page = await desk.signIn('jonas', { path: '/account/devices' });
    await row(page, 'This one').waitFor();
    await checkAccessibility(page);
    await page
      .getByRole('button', { name: /^Sign out in/ })
      .first()
      .click();
    await page.getByText('Signed out there').waitFor();
    await other.getByRole('heading', { name: 'Sign in' }).waitFor({ timeout: 20_000 });
  });

  test('a page that was left open does nothing in the name of whoever signed in here since, and becomes theirs', async () => {
    const page = await desk.signIn('jonas', { path: '/account/tokens', allow: [/status of 403/] });
    await page.getByText('No tokens').waitFor();
    await page.getByLabel('Name').fill('Nightly export');
    const second = await page.context().newPage();
    const signIn = async (name: 'mara' | 'jonas') => {
      await second.evaluate(
        async ([email, password]) =>
          fetch('/api/session', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ email, password }),
          }),
        [`${name}@nixflow.example`, 'a password of my own'] as const,
      );
    };
    await second.goto(`${desk.ui}/sign-in`);
    await signIn('jonas');
    await page.getByRole('button', { name: 'Make a token' }).click();
    await page.locator('code.secret').waitFor();
    await page.getByRole('button', { name: 'I have kept it' }).click();

    await page.getByLabel('Name').fill('In whose name?');
    await signIn('mara');
    await page.getByRole('button', { name: 'Make a token' }).click();
    await page.getByRole('button', { name: /Mara/ }).first().waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('');
    expect(await tokenNames()).toEqual(['Nightly export']);
    await desk.pool.query("DELETE FROM api_token WHERE name = 'Nightly export'");
  });

  test('an authenticator app is set up, asked for, stood in for by a recovery code, and turned off', async () => {
    const page = await desk.signIn('mara', { path: '/account/codes', allow: [/status of 400/] });
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByText('Enter your password').waitFor();
    await page.getByLabel('Your password').fill('a password of somebody else');
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByText('This is not your password').waitFor();
    await checkAccessibility(page);
    await page.getByLabel('Your password').fill('a password of my own');
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByRole('img', { name: /^Picture for your authenticator app/ }).waitFor();
    await checkAccessibility(page);
    const secret = (await page.locator('code.secret').textContent()) ?? '';
    await page.getByLabel('Code of your authenticator app').fill('000000');
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Code of your authenticator app').fill(codeOf(secret));
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor();
    const codes = await page.locator('.codes code').allTextContents();
    expect(codes.length).toBeGreaterThanOrEqual(8);

    const again = await desk.browser.openPage({ allow: [/status of 401/] });
    await again.goto(`${desk.ui}/sign-in`);
    await again.getByLabel('E-mail address').fill('mara@nixflow.example');
    await again.getByLabel('Password', { exact: true }).fill('a password of my own');
    await again.keyboard.press('Enter');
    await again.getByLabel('Code of your authenticator app').fill(codes[0] ?? '');
    await again.keyboard.press('Enter');
    await again.getByRole('link', { name: /^All open/ }).waitFor();

    await again.goto(`${desk.ui}/account/codes`);
    await again.getByText(`${String(codes.length - 1)} recovery codes are left.`).waitFor();
    const card = again.locator('section', { hasText: 'Turn off' }).last();
    await card.getByLabel('Code of your authenticator app').fill(codes[1] ?? '');
    await card.getByRole('button', { name: 'Turn off' }).click();
    await again.getByText('Set up an authenticator app').waitFor();
  });

  test('a token is shown once, lets a program read, and is ended', async () => {
    const page = await desk.signIn('jonas', { path: '/account/tokens' });
    await page.getByText('No tokens').waitFor();
    await page.getByLabel('Name').fill('Nightly export');
    await page.getByRole('button', { name: 'Make a token' }).click();
    const secret = (await page.locator('code.secret').textContent()) ?? '';
    const ask = () => fetch(`${desk.ui}/api/tickets`, { headers: { Authorization: `Bearer ${secret}` } });
    expect((await ask()).status).toBe(200);
    await checkAccessibility(page);
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('button', { name: 'End Nightly export' }).click();
    await page.getByText('Token ended').waitFor();
    expect((await ask()).status).toBe(401);
  });

  test('a token may no more than the permissions that were named, and the list says which', async () => {
    const page = await desk.signIn('mara', { viewport: windows.desk, path: '/account/tokens' });
    await page.getByLabel('Name').fill('Mail reader');
    await page.getByRole('combobox', { name: 'Permissions' }).click();
    await page.getByRole('option', { name: 'Only named ones' }).click();
    // Nobody gives away what they do not have.
    expect(await page.getByRole('checkbox', { name: 'Manage people and teams' }).isDisabled()).toBe(true);
    await page.getByRole('checkbox', { name: 'See all mail' }).check();
    await lookAtPage(page, 'token-permissions', { in: ['desk', 'phone'] });
    await page.getByRole('button', { name: 'Make a token' }).click();
    const secret = (await page.locator('code.secret').textContent()) ?? '';
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('row').filter({ hasText: 'Mail reader' }).getByText('See all mail').waitFor();
    const ask = async (path: string) =>
      (await fetch(`${desk.ui}/api${path}`, { headers: { Authorization: `Bearer ${secret}` } })).status;
    expect(await ask('/mail/incoming')).toBe(200);
    expect(await ask('/bulk-jobs')).toBe(403);
  });

  test('somebody is told of what others do with their ticket, reads it, and says what they want to be told of', async () => {
    // He was told of much when the desk was filled.
    await desk.pool.query('DELETE FROM notice');
    const page = await desk.signIn('jonas', { path: '/tickets/open' });
    const { rows } = await desk.pool.query<{ number: string; subject: string }>(
      `SELECT number::text, subject FROM ticket WHERE assignee_id IS NULL AND status IN ('new', 'open') ORDER BY number LIMIT 1`,
    );
    const [ticket] = rows;
    const mara = await desk.signIn('mara', { viewport: windows.desk, path: `/tickets/open/${String(ticket?.number)}` });
    await mara.getByRole('combobox', { name: 'Assignee: Nobody' }).click();
    await mara.getByRole('option', { name: /^Jonas/ }).click();
    await page
      .getByRole('link', { name: /^Notifications/ })
      .getByText('1')
      .waitFor({ timeout: 20_000 });
    await page.getByRole('link', { name: /^Notifications/ }).click();
    await page.getByText('Given to you').waitFor();
    await checkAccessibility(page);
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await expect.poll(() => page.getByText(/unread$/).count()).toBe(0);
    await page.getByRole('link', { name: 'What I am told of' }).click();
    await page.getByRole('checkbox', { name: 'Given to you: tell me in the app' }).uncheck();
    await page.getByRole('switch', { name: 'Have quiet hours' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    await page.reload();
    expect(await page.getByRole('checkbox', { name: 'Given to you: tell me in the app' }).isChecked()).toBe(false);
    expect(await page.getByLabel('From').inputValue()).toBe('20:00');
    await checkAccessibility(page);
  });
});

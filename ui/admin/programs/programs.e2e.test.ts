import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { lookAtPage, windows } from '#testkit/look-at-page';
import { needs } from '#testkit/requirements';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

const patience = 300_000;

/** Programs that work in their own name, from being entered to being kept out. */
describe.runIf(needs('chromium'))('programs', { timeout: patience }, () => {
  let desk: DemoDesk;

  beforeAll(async () => {
    desk = await startDemoDesk();
  }, patience);

  const row = (page: Page, text: string | RegExp) => page.getByRole('row').filter({ hasText: text });
  const ask = async (secret: string, path: string, body?: unknown) => {
    const headers = { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' };
    const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return fetch(`${desk.ui}/api${path}`, { headers, ...sent });
  };

  test('one is entered, reads with a token that may only read, is seen to have done so, and is kept out', async () => {
    const page = await desk.signIn('ida', { viewport: windows.desk, path: '/admin/programs' });
    await page.getByText('No programs').waitFor();
    await page.getByRole('link', { name: 'Enter a program' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Enter a name').waitFor();
    await page.getByLabel('Name').fill('Warehouse');
    await page.getByRole('checkbox', { name: 'Support' }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Warehouse' }).waitFor();

    const make = page.getByRole('region', { name: 'Make a token' });
    await make.getByLabel('Name').fill('Stock levels');
    await make.getByRole('button', { name: 'Make a token' }).click();
    const secret = (await page.locator('code.secret').textContent()) ?? '';
    await lookAtPage(page, 'admin-program');
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.locator('code.secret').waitFor({ state: 'detached' });

    const tickets = await ask(secret, '/tickets');
    expect(tickets.status).toBe(200);
    const note = { kind: 'note', text: 'Back in stock.' };
    const { tickets: seen } = (await tickets.json()) as { tickets: { id: string }[] };
    expect((await ask(secret, `/tickets/${String(seen[0]?.id)}/messages`, note)).status).toBe(403);
    // What a program may not do at all, a person with its role may.
    expect((await ask(secret, '/session/password')).status).toBeGreaterThanOrEqual(400);

    // What was just read is not asked for anew for some seconds.
    await page.goto(`${desk.ui}/admin/programs`);
    await row(page, 'Warehouse').getByText('Active').waitFor();
    expect(await row(page, 'Warehouse').getByText('Never').count()).toBe(0);
    await lookAtPage(page, 'admin-programs');
    await row(page, 'Warehouse').getByRole('link').click();
    await page.getByRole('switch', { name: 'It is let in' }).uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(async () => (await ask(secret, '/tickets')).status).toBe(401);
    await page.getByRole('link', { name: 'Programs', exact: true }).first().click();
    await row(page, 'Warehouse').getByText('Deactivated').waitFor();
    await page.getByRole('link', { name: 'Audit log' }).click();
    await row(page, 'Warehouse').first().getByText('Ida Berg').waitFor();
  });
});

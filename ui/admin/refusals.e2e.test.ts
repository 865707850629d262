import { checkAccessibility } from '#testkit/check-accessibility';
import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { lookAtPage, windows } from '#testkit/look-at-page';
import { needs } from '#testkit/requirements';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

const patience = 300_000;

/** What the API does not take is told where it was entered, and why, in the language of who reads it. */
describe.runIf(needs('chromium'))('what is refused', { timeout: patience }, () => {
  let desk: DemoDesk;

  beforeAll(async () => {
    desk = await startDemoDesk();
  }, patience);

  const allow = [/status of 40\d/];
  const save = (page: Page, name = 'Save') => page.getByRole('button', { name, exact: true }).first().click();
  const wrong = async (page: Page, label: string | RegExp, words: string) => {
    await page.getByText(words).waitFor();
    expect(await page.getByLabel(label).first().getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByText(/Request [0-9a-f-]{8}/).count()).toBe(0);
  };

  test('stands at its field: a telephone, an address, a domain, a group, an issuer', async () => {
    const { rows } = await desk.pool.query<{ id: string }>(`SELECT id FROM customer WHERE name = 'Dora Keller'`);
    const page = await desk.signIn('ida', {
      ...{ viewport: windows.desk, allow, path: `/customers/${String(rows[0]?.id)}` },
    });
    await page.getByLabel('Telephone').fill('abc');
    await save(page);
    await wrong(page, 'Telephone', 'Digits, spaces and + ( ) / - . only');
    await lookAtPage(page, 'customer-wrong', { in: ['desk', 'phone'] });
    await page.getByLabel('Telephone').fill('+49 30 123');
    await page.getByRole('textbox', { name: 'E-mail addresses' }).fill('nobody');
    await page.keyboard.press('Enter');
    // What is taken away is called what it is.
    await page.getByRole('button', { name: 'Remove nobody' }).waitFor();
    await save(page);
    await wrong(page, 'E-mail addresses', 'One of these is not an e-mail address');
    await page.goto(`${desk.ui}/admin/organisations/new`);
    await page.getByLabel('Name', { exact: true }).fill('Acme');
    await page.getByLabel('Domains').fill('acme');
    await page.keyboard.press('Enter');
    await save(page);
    await wrong(page, 'Domains', 'One of these is not a domain, such as example.com');
    await page.goto(`${desk.ui}/admin/sso/new`);
    await page.getByLabel('Name on the button').fill('Halden');
    await page.getByLabel('Issuer').fill('halden');
    await page.getByLabel('Client ID').fill('desk');
    await page.getByLabel('Client secret').fill('a secret of the client');
    await page.getByRole('button', { name: 'Add a group' }).click();
    await save(page);
    await wrong(page, 'Issuer', 'Enter an address that begins with https://');
    await wrong(page, /^Group/, 'Enter the name of the group');
    await checkAccessibility(page);
  });

  test('is said in German to who reads German', async () => {
    const page = await desk.signIn('ida', { viewport: windows.desk, allow, path: '/admin/teams' });
    await page.evaluate(() => localStorage.setItem('nixflow.language', 'de'));
    await page.goto(`${desk.ui}/admin/organisations/new`);
    for (const isAgain of [false, true]) {
      await page.goto(`${desk.ui}/admin/organisations/new`);
      await page.getByLabel('Name', { exact: true }).fill('Zweimal');
      await save(page, 'Speichern');
      if (isAgain) await page.getByText('Dieser Name ist schon vergeben.').waitFor();
      else await page.getByRole('heading', { level: 1, name: 'Zweimal' }).waitFor();
    }
    await lookAtPage(page, 'name-taken-german', { in: ['desk'] });
  });

  test('is nothing that a page chooses itself: who lets people in and no more invites with a role they can give', async () => {
    await desk.pool.query(
      `WITH role AS (INSERT INTO role (code, name, permissions) VALUES ('doorkeeper', 'Doorkeeper', '{people.manage}'))
       UPDATE staff SET role = 'doorkeeper' WHERE email = 'mara@nixflow.example'`,
    );
    const page = await desk.signIn('mara', { viewport: windows.desk, path: '/admin/people/new' });
    await expect.poll(() => page.getByRole('combobox', { name: 'Role' }).inputValue()).not.toBe('');
    await page.getByLabel('Name').fill('Noor Haddad');
    await page.getByLabel('E-mail address').fill('noor@nixflow.example');
    await save(page, 'Send invitation');
    await page.getByRole('heading', { level: 1, name: 'Noor Haddad' }).waitFor();
    await page.goto(`${desk.ui}/admin/sso/new`);
    await page.getByRole('button', { name: 'Add a group' }).click();
    await page.getByRole('combobox', { name: 'Role', exact: true }).click();
    expect(await page.getByRole('option').allTextContents()).not.toContain('Agent');
    await page.keyboard.press('Escape');
    await page.goto(`${desk.ui}/admin/programs/new`);
    await page.getByLabel('Name').fill('Warehouse');
    await save(page);
    await page.getByRole('heading', { level: 1, name: 'Warehouse' }).waitFor();
  });
});

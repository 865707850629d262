import { readFileSync } from 'node:fs';
import { checkAccessibility } from '#testkit/check-accessibility';
import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { needs } from '#testkit/requirements';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

const patience = 300_000;

/** Administration as somebody does it who was just given it. */
describe.runIf(needs('chromium'))('administering', { timeout: patience }, () => {
  let desk: DemoDesk;

  beforeAll(async () => {
    desk = await startDemoDesk();
  }, patience);

  const admin = (path: string) => desk.signIn('ida', { path });
  const row = (page: Page, text: string | RegExp) => page.getByRole('row').filter({ hasText: text });
  const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).first().click();

  test('a colleague is invited by mail, chooses a password by the link, and works', async () => {
    const page = await admin('/admin/people');
    await page.getByRole('link', { name: 'Invite somebody' }).click();
    await page.getByRole('button', { name: 'Send invitation' }).click();
    await page.getByText('Enter a name').waitFor();
    await page.getByLabel('Name').fill('Noor Haddad');
    await page.getByLabel('E-mail address').fill('noor@nixflow.example');
    await page.getByRole('checkbox', { name: 'Support' }).check();
    await page.getByRole('button', { name: 'Send invitation' }).click();
    await page.getByRole('heading', { level: 1, name: 'Noor Haddad' }).waitFor();
    await page.getByText('Invited, no password yet').waitFor();
    await checkAccessibility(page);

    const link = async () => {
      const { rows } = await desk.pool.query<{ text: string }>(
        `SELECT text FROM outgoing_mail WHERE kind = 'invitation' AND 'noor@nixflow.example' = ANY(to_addresses)`,
      );
      return /https?:\/\/\S+choose-password#\S+/.exec(rows[0]?.text ?? '')?.[0];
    };
    await expect.poll(link).toBeDefined();
    const theirs = await desk.browser.openPage({ allow: [/status of 401/] });
    await theirs.goto(String(await link()));
    await theirs.getByLabel('New password', { exact: true }).fill('a password of my own');
    await theirs.getByLabel('New password again').fill('a password of my own');
    await theirs.getByRole('button', { name: 'Save password and sign in' }).click();
    await theirs.getByRole('link', { name: /^All open/ }).waitFor();
    // Administration is not theirs, and they are told so by its address as well.
    expect(await theirs.getByRole('link', { name: 'Administration' }).count()).toBe(0);
    await theirs.goto(`${desk.ui}/admin/people`);
    await theirs.getByText('These settings are not for your role').waitFor();

    await page.getByRole('link', { name: 'People', exact: true }).first().click();
    await row(page, 'Noor Haddad').getByText('Active').waitFor();
  });

  test('whoever lost the invitation gets another, at another address, and the old link is void', async () => {
    const links = async (address: string) => {
      const { rows } = await desk.pool.query<{ text: string }>(
        `SELECT text FROM outgoing_mail WHERE kind = 'invitation' AND $1 = ANY(to_addresses)`,
        [address],
      );
      return rows.map(({ text }) => /https?:\/\/\S+choose-password#\S+/.exec(text)?.[0]);
    };
    const page = await admin('/admin/people/new');
    await page.getByLabel('Name').fill('Yusra Ek');
    await page.getByLabel('E-mail address').fill('yusra.ek@nixflow.example');
    await page.getByRole('button', { name: 'Send invitation' }).click();
    await page.getByRole('heading', { level: 1, name: 'Yusra Ek' }).waitFor();
    await page.getByLabel('E-mail address').fill('nowhere');
    await page.getByText('Enter an e-mail address, like ann@example.com').waitFor();
    await page.getByLabel('E-mail address').fill('yusra@nixflow.example');
    await save(page);
    await page.getByText('Saved').waitFor();
    await page.getByRole('button', { name: 'Send the invitation again' }).click();
    await expect.poll(() => links('yusra@nixflow.example')).toHaveLength(1);
    await checkAccessibility(page);
    const [old] = await links('yusra.ek@nixflow.example');
    const theirs = await desk.browser.openPage({ allow: [/status of 40[14]/] });
    await theirs.goto(String(old));
    await theirs.getByText(/link/i).first().waitFor();
    expect(await theirs.getByLabel('New password', { exact: true }).count()).toBe(0);
    const [link] = await links('yusra@nixflow.example');
    await theirs.goto('about:blank');
    await theirs.goto(String(link));
    await theirs.getByLabel('New password', { exact: true }).waitFor();
  });

  test('another role signs a colleague out at once, and a deactivated one is kept out', async () => {
    const theirs = await desk.signIn('jonas', { path: '/tickets/open' });
    const page = await admin('/admin/people');
    await row(page, 'Jonas Weber').getByRole('link').click();
    await page.getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: 'Light agent' }).click();
    await save(page);
    await page.getByText('Saved').waitFor();
    await theirs.getByRole('heading', { name: 'Sign in' }).waitFor({ timeout: 20_000 });
    await page.getByRole('button', { name: 'Deactivate account' }).click();
    await page.getByText('Account deactivated, sessions ended').waitFor();
    await theirs.getByLabel('E-mail address').fill('jonas@nixflow.example');
    await theirs.getByLabel('Password', { exact: true }).fill('a password of my own');
    await theirs.keyboard.press('Enter');
    await theirs.getByText('E-mail address or password is wrong.').waitFor();
  });

  test('an absence is entered, shown where people are chosen, and ended', async () => {
    const page = await admin('/admin/people');
    await row(page, 'Mara Lindqvist').getByRole('link').click();
    await page.getByLabel('From').fill('2026-01-01T08:00');
    await page
      .getByRole('region', { name: 'Absence' })
      .or(page.locator('section', { hasText: 'Absence' }))
      .getByRole('button', { name: 'Save' })
      .last()
      .click();
    await page.getByRole('button', { name: 'End absence now' }).waitFor();
    await page.getByRole('link', { name: 'People', exact: true }).first().click();
    await row(page, 'Mara Lindqvist').getByText('Absent').waitFor();
    await row(page, 'Mara Lindqvist').getByRole('link').click();
    await page.getByRole('button', { name: 'End absence now' }).click();
    await page.getByText('Active').waitFor();
  });

  test('a role and a team are made and given; settings are found by searching; all of it is in the log', async () => {
    await desk.pool.query(
      `INSERT INTO staff (name, email, role, kind, is_active)
       VALUES ('Webshop', 'service-webshop@services.invalid', 'agent', 'service', true)`,
    );
    const page = await admin('/admin/roles');
    await page.getByRole('link', { name: 'Make a role' }).click();
    await page.getByLabel('Name').fill('Closers');
    await page.getByRole('checkbox', { name: 'Delete tickets' }).check();
    await save(page);
    await page.getByRole('heading', { level: 1, name: 'Closers' }).waitFor();
    await page.getByRole('searchbox', { name: 'Search settings' }).fill('lead');
    await page.getByRole('link', { name: /Lead of a team/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Teams' }).waitFor();
    await page.getByLabel('Name').fill('Returns');
    await page.getByRole('button', { name: 'Make a team' }).click();
    await page.getByLabel('What the hours are called').fill('Returns hours');
    await page.getByRole('checkbox', { name: 'Sat' }).check();
    await page.getByLabel('Closed on').fill('2026-12-24, 2026-12-31');
    await save(page);
    await expect.poll(() => page.getByRole('combobox', { name: 'Which hours' }).inputValue()).toBe('Returns hours');
    expect(await page.getByLabel('Closed on').inputValue()).toBe('2026-12-24, 2026-12-31');
    await checkAccessibility(page);
    await row(page, 'Returns').getByRole('link').click();
    await page.getByRole('checkbox', { name: 'Priya Nair' }).check();
    // A program that is in it is seen there, and leads nobody.
    await page.getByRole('checkbox', { name: 'Webshop (program)' }).waitFor();
    await page.getByRole('combobox', { name: 'Lead' }).click();
    await page.getByRole('option', { name: 'Priya Nair' }).click();
    await page.getByRole('combobox', { name: 'Working hours' }).click();
    await page.getByRole('option', { name: 'Returns hours' }).click();
    // What was said of the role may still stand in the corner.
    const saved = page.waitForResponse((response) => response.request().method() === 'PATCH');
    await save(page);
    expect((await saved).status()).toBe(200);
    await page.getByRole('link', { name: 'Audit log' }).click();
    await row(page, 'Made the role Closers').getByText('Ida Berg').waitFor();
    await row(page, 'Made the business hours Returns hours').getByText('Ida Berg').waitFor();
    await row(page, 'Changed the team Returns').getByText('lead: nothing → Priya Nair').waitFor();
    await checkAccessibility(page);
  });

  test('a role is changed while somebody has it, stays as long as they do, and is deleted then', async () => {
    const page = await admin('/admin/roles/new');
    const open = async (list: string, name: string | RegExp) => {
      await page.getByRole('link', { name: list, exact: true }).first().click();
      await row(page, name).getByRole('link').click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
    };
    const giveToPriya = async (role: string) => {
      await open('People', 'Priya Nair');
      await page.getByRole('combobox', { name: 'Role' }).click();
      await page.getByRole('option', { name: role, exact: true }).click();
      const saved = page.waitForResponse((response) => response.request().method() === 'PATCH');
      await save(page);
      expect((await saved).status()).toBe(200);
    };
    await page.getByLabel('Name').fill('Weekend');
    await save(page);
    await page.getByRole('heading', { level: 1, name: 'Weekend' }).waitFor();
    await giveToPriya('Weekend');
    await open('Roles', 'Weekend');
    await page.getByText('1 account has it, so it stays.').waitFor();
    expect(await page.getByRole('button', { name: 'Delete role' }).getAttribute('aria-disabled')).toBe('true');
    await page.getByLabel('Name').fill('Weekend crew');
    await page.getByRole('checkbox', { name: 'Delete tickets' }).check();
    await save(page);
    await page.getByRole('heading', { level: 1, name: 'Weekend crew' }).waitFor();
    await checkAccessibility(page);
    await giveToPriya('Agent');
    await open('Roles', 'Weekend crew');
    await page.getByRole('button', { name: 'Delete role' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete role' }).click();
    await page.getByRole('heading', { level: 1, name: 'Roles' }).waitFor();
    await expect.poll(() => row(page, 'Weekend crew').count()).toBe(0);
    // The log calls it by its name as long as it has one.
    await page.getByRole('link', { name: 'Audit log' }).click();
    await row(page, 'Deleted the role Weekend crew').waitFor();
    await row(page, 'Changed the role Weekend crew').getByText('name: Weekend → Weekend crew').waitFor();
  });

  test('the log is narrowed by what was done and by whom, exported as it is narrowed, and says that it was', async () => {
    await desk.pool.query(
      `INSERT INTO audit_entry (act, subject_kind, subject_id, subject_name) VALUES ('role.created', 'role', 'x', 'By nobody')`,
    );
    const page = await admin('/admin/audit');
    await row(page, 'Made the role By nobody').getByText('Whoever runs NixFlow').waitFor();
    const choose = async (field: string, option: string) => {
      await page.getByRole('combobox', { name: field, exact: true }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    };
    await choose('About', 'Roles');
    await expect.poll(() => row(page, 'Invited').count()).toBe(0);
    await row(page, 'Made the role By nobody').waitFor();
    await choose('By', 'Ida Berg');
    await expect.poll(() => row(page, 'By nobody').count()).toBe(0);
    await row(page, 'Made the role Closers').waitFor();
    await checkAccessibility(page);
    const coming = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export as CSV' }).click();
    const download = await coming;
    expect(download.suggestedFilename()).toBe('audit-log.csv');
    const lines = readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\r\n');
    expect(lines.some((line) => line.includes('"role.created"') && line.includes('"Closers"'))).toBe(true);
    expect(lines.slice(1).filter((line) => !line.includes('"Ida Berg","role.'))).toEqual([]);
    await choose('About', 'This log');
    await row(page, 'Exported the audit log').getByText('by: nothing → Ida Berg').waitFor();
  });

  test('an organisation takes in whoever writes from its domain; its customers are blocked and merged', async () => {
    const page = await admin('/admin/organisations');
    await page.getByText('No organisation yet').waitFor();
    await page.getByRole('link', { name: 'Make an organisation' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Keller Dental');
    await page.getByLabel('Domains').fill('keller-dental.example');
    await page.keyboard.press('Enter');
    await save(page);
    await page.getByText('1 customer belongs to it.').waitFor();
    const { rows } = await desk.pool.query<{ number: number }>(
      `SELECT number::int AS number FROM ticket WHERE subject = 'Password reset mail never arrives'`,
    );
    await page.goto(`${desk.ui}/tickets/open/${String(rows[0]?.number)}`);
    await page.getByRole('link', { name: 'Dora Keller' }).click();
    await page.getByRole('heading', { level: 1, name: 'Dora Keller' }).waitFor();
    await page.getByText('Keller Dental').first().waitFor();
    await page.getByRole('switch', { name: 'Block' }).check();
    await save(page);
    await page.getByText('Blocked').first().waitFor();
    await checkAccessibility(page);
    await page.getByRole('combobox', { name: 'Who they are' }).fill('ben');
    await page.getByRole('option', { name: /Ben Fischer/ }).click();
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Ben Fischer' }).waitFor();
    await page.getByText('dora.keller@keller-dental.example').first().waitFor();
  });
});

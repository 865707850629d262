import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { needs } from '#testkit/requirements';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

const patience = 300_000;

/** Two who administer at the same time, each in a browser of their own. */
describe.runIf(needs('chromium'))('two administrators', { timeout: patience }, () => {
  let desk: DemoDesk;
  let ida: Page;
  let mara: Page;

  beforeAll(async () => {
    desk = await startDemoDesk();
    await desk.pool.query(`UPDATE staff SET role = 'admin' WHERE email = 'mara@nixflow.example'`);
  }, patience);

  const save = async (page: Page) => {
    const answered = page.waitForResponse((response) => ['PATCH', 'PUT'].includes(response.request().method()));
    await page.getByRole('button', { name: 'Save', exact: true }).first().click();
    return (await answered).status();
  };
  const both = async (path: string, link: string) => {
    const allow = [/status of 409/];
    [ida, mara] = [await desk.signIn('ida', { path, allow }), await desk.signIn('mara', { path, allow })];
    for (const page of [ida, mara]) {
      await page.getByRole('link', { name: link, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: link }).waitFor();
    }
  };
  const teamNow = async () => {
    const { rows } = await desk.pool.query<{ name: string; members: string[] }>(
      `SELECT t.name, array(SELECT s.name FROM team_member m JOIN staff s ON s.id = m.staff_id WHERE m.team_id = t.id
         ORDER BY s.name) AS members FROM team t WHERE t.name IN ('Billing', 'Invoices', 'Money')`,
    );
    return rows[0];
  };

  test('who changes something else of the same team takes nothing back, and sees what the other did', async () => {
    await both('/admin/teams', 'Billing');
    await mara.getByLabel('Name').fill('Invoices');
    expect(await save(mara)).toBe(200);
    await ida.getByRole('checkbox', { name: 'Priya Nair' }).check();
    expect(await save(ida)).toBe(200);
    expect(await teamNow()).toEqual({ name: 'Invoices', members: ['Mara Lindqvist', 'Priya Nair', 'Tomás Herrera'] });
    await expect.poll(() => ida.getByLabel('Name').inputValue()).toBe('Invoices');
  });

  test('who changes the same is told, nothing is changed, and after a reload it is theirs to say', async () => {
    await both('/admin/teams', 'Invoices');
    await mara.getByRole('checkbox', { name: 'Priya Nair' }).uncheck();
    expect(await save(mara)).toBe(200);
    await ida.getByRole('checkbox', { name: 'Jonas Weber' }).check();
    expect(await save(ida)).toBe(409);
    await ida.getByRole('alert').getByText('Somebody else changed this meanwhile.').waitFor();
    expect(await teamNow()).toEqual({ name: 'Invoices', members: ['Mara Lindqvist', 'Tomás Herrera'] });
    await ida.getByRole('button', { name: 'Reload the page' }).click();
    await expect.poll(() => ida.getByRole('checkbox', { name: 'Priya Nair' }).isChecked()).toBe(false);
    await ida.getByRole('checkbox', { name: 'Jonas Weber' }).check();
    expect(await save(ida)).toBe(200);
    expect((await teamNow())?.members).toEqual(['Jonas Weber', 'Mara Lindqvist', 'Tomás Herrera']);
  });
});

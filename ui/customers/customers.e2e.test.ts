import { checkAccessibility } from '#testkit/check-accessibility';
import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { lookAtPage, windows } from '#testkit/look-at-page';
import { needs } from '#testkit/requirements';
import { beforeAll, describe, expect, test } from 'vitest';

const patience = 300_000;

/** Whoever asks for help, as a list. */
describe.runIf(needs('chromium'))('customers', { timeout: patience }, () => {
  let desk: DemoDesk;

  beforeAll(async () => {
    desk = await startDemoDesk();
    await desk.pool.query(
      `WITH home AS (INSERT INTO organisation (name) VALUES ('Nordhafen') RETURNING id), named AS (
         SELECT gen_random_uuid() AS id, 'Zed ' || lpad(n::text, 3, '0') AS name, 'zed' || n || '@zed.example' AS address
         FROM generate_series(1, 230) AS n
       ), address AS (INSERT INTO customer_address (address, customer_id) SELECT address, id FROM named)
       INSERT INTO customer (id, name, email, organisation_id) SELECT named.id, named.name, named.address, home.id FROM named, home`,
    );
    await desk.pool.query(
      `WITH others AS (SELECT 'Company ' || lpad(n::text, 3, '0') AS name FROM generate_series(1, 230) AS n)
       INSERT INTO organisation (name) SELECT name FROM others`,
    );
    await desk.pool.query(`UPDATE customer SET blocked_at = nixflow_now() WHERE name = 'Zed 007'`);
    await desk.pool.query(
      `UPDATE customer_address SET bounced_at = nixflow_now(), bounce = '550' WHERE address = 'zed8@zed.example'`,
    );
  }, patience);

  test('are found by name, address, organisation and marks, all of them one page after the other', async () => {
    const page = await desk.signIn('jonas', { viewport: windows.desk, path: '/tickets/open' });
    await page.getByRole('link', { name: 'Customers' }).click();
    await page.getByRole('link', { name: 'Dora Keller' }).waitFor();
    await lookAtPage(page, 'customers');
    const rows = page.getByRole('rowheader');
    await page.getByLabel('Name or address').fill('zed');
    await expect.poll(() => rows.allTextContents().then(([first]) => first)).toBe('Zed 001');
    for (const count of [100, 150, 200, 230]) {
      await page.getByRole('button', { name: 'More customers' }).click();
      await expect.poll(() => rows.count()).toBe(count);
    }
    await page.getByRole('button', { name: 'More customers' }).waitFor({ state: 'detached' });
    await page.getByRole('combobox', { name: 'Marked' }).click();
    await page.getByRole('option', { name: 'Blocked' }).click();
    await expect.poll(() => rows.allTextContents()).toEqual([expect.stringContaining('Zed 007')]);
    await page.reload();
    await expect.poll(() => rows.allTextContents()).toEqual([expect.stringContaining('Zed 007')]);
    await page.getByRole('combobox', { name: 'Marked' }).click();
    await page.getByRole('option', { name: 'Mail came back' }).click();
    await expect.poll(() => rows.allTextContents()).toEqual([expect.stringContaining('Zed 008')]);
    await lookAtPage(page, 'customers-marked', { in: ['desk', 'phone'] });
    await page.getByLabel('Name or address').fill('nobody at all');
    await page.getByText('No customer fits').waitFor();
    await checkAccessibility(page);
    await page.goto(`${desk.ui}/customers`);
    await page.getByRole('combobox', { name: 'Organisation' }).fill('nordh');
    await page.getByRole('option', { name: 'Nordhafen' }).click();
    await expect.poll(() => rows.allTextContents().then(([first]) => first)).toBe('Zed 001');
  });

  test('whose list does not come say so, and are asked for again', async () => {
    const page = await desk.signIn('jonas', {
      viewport: windows.desk,
      path: '/tickets/open',
      allow: [/status of 503/],
    });
    await page.route(/\/api\/customers\?/, (route) => route.fulfill({ status: 503, body: '' }));
    await page.getByRole('link', { name: 'Customers' }).click();
    const again = page.getByRole('button', { name: 'Try again' });
    await again.waitFor({ timeout: 60_000 });
    await checkAccessibility(page);
    await page.unroute(/\/api\/customers\?/);
    await again.click();
    await page.getByRole('link', { name: 'Dora Keller' }).waitFor();
  });

  test('of an organisation stand on its page, and any organisation can be chosen for one', async () => {
    const page = await desk.signIn('ida', { viewport: windows.desk, path: '/admin/organisations' });
    const rows = page.getByRole('rowheader');
    await expect.poll(() => rows.count()).toBe(50);
    await page.getByRole('button', { name: 'More organisations' }).click();
    await expect.poll(() => rows.count()).toBe(100);
    await page.getByLabel('Find by name or domain').fill('nordhafen');
    await page.getByRole('link', { name: 'Nordhafen' }).click();
    await page.getByText('230 customers belong to it.').waitFor();
    await page.getByRole('button', { name: 'More customers' }).click();
    await expect.poll(() => rows.count()).toBe(100);
    await page.getByRole('button', { name: 'More customers' }).waitFor();
    await lookAtPage(page, 'organisation-customers', { in: ['desk', 'phone'] });
    await page.getByRole('link', { name: 'Zed 002' }).click();
    await page.getByRole('button', { name: 'Clear Organisation' }).click();
    await page.getByRole('combobox', { name: 'Organisation' }).fill('company 229');
    await page.getByRole('option', { name: 'Company 229' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/· Company 229/).waitFor();
  });
});

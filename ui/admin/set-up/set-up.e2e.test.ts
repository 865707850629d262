import { seedKnownAdmin } from '#commands/people/seed-known-admin';
import { knownAdmin } from '#domain/people/known-admin';
import { createPasswordHashing } from '#process/hash-passwords';
import { checkAccessibility } from '#testkit/check-accessibility';
import { needs } from '#testkit/requirements';
import { serveProduct, type ServedProduct } from '#testkit/served-product';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

const patience = 300_000;
const password = 'a password of my own';

/** An installation on its first day: nobody is there but whoever sets it up. */
describe.runIf(needs('chromium'))('setting up a desk', { timeout: patience }, () => {
  let product: ServedProduct;

  beforeAll(async () => {
    product = await serveProduct();
    await seedKnownAdmin({ pool: product.pool, passwords: createPasswordHashing() });
  }, patience);

  const step = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
  const save = (page: Page, name: string) => step(page, name).getByRole('button', { name: 'Save' }).click();
  const backToSetUp = (page: Page) => page.getByRole('link', { name: 'Set up', exact: true }).first().click();

  test('the first administrator is led through all that a desk needs, and what was entered stands', async () => {
    const page = await product.signIn(knownAdmin);
    // Nothing is open to a password that everybody knows.
    await page.getByRole('heading', { level: 1, name: 'Choose a new password' }).waitFor();
    await page.getByLabel('Current password').fill(knownAdmin.password);
    await page.getByLabel('New password', { exact: true }).fill(password);
    await page.getByLabel('New password again').fill(password);
    await page.getByRole('button', { name: 'Save password' }).click();

    await page.getByText('Your desk is not set up yet.').waitFor();
    await page.getByRole('link', { name: 'Set up', exact: true }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Set up your desk' }).waitFor();
    await step(page, 'Business hours').getByText('Open', { exact: true }).waitFor();
    await checkAccessibility(page);

    await step(page, 'Name').getByLabel('Name of the desk').fill('');
    await save(page, 'Name');
    await step(page, 'Name').getByText('Enter a name').waitFor();
    await step(page, 'Name').getByLabel('Name of the desk').fill('Halden Support');
    const named = page.waitForResponse('**/api/desk/name');
    await save(page, 'Name');
    expect((await named).status()).toBe(200);

    const hours = step(page, 'Business hours');
    const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'];
    for (const name of days) await hours.getByRole('checkbox', { name }).uncheck();
    // That there is no day is said of the days, not of when they begin.
    await hours.getByRole('group', { name: 'Days' }).getByText('Choose at least one day').waitFor();
    expect(await hours.getByLabel('From').getAttribute('aria-invalid')).not.toBe('true');
    for (const name of days.slice(0, 4)) await hours.getByRole('checkbox', { name }).check();
    await hours.getByLabel('From').fill('08:00');
    await hours.getByLabel('To', { exact: true }).fill('07:30');
    await save(page, 'Business hours');
    await hours.getByText('The day ends before it begins').waitFor();
    await hours.getByLabel('To', { exact: true }).fill('16:30');
    await hours.getByRole('combobox', { name: 'Time zone' }).fill('Vienna');
    await page.getByRole('option', { name: 'Europe/Vienna' }).click();
    await save(page, 'Business hours');
    await hours.getByText('Done', { exact: true }).waitFor();

    await step(page, 'Teams').getByRole('link', { name: 'Teams (0)' }).click();
    await page.getByRole('heading', { level: 1, name: 'Teams' }).waitFor();
    await page.getByLabel('Name').fill('Support');
    await page.getByRole('button', { name: 'Make a team' }).click();
    await page.getByRole('link', { name: 'Support', exact: true }).waitFor();
    await backToSetUp(page);
    await step(page, 'Teams').getByText('Done', { exact: true }).waitFor();

    await step(page, 'Colleagues').getByRole('link', { name: 'Invite somebody' }).click();
    await page.getByRole('heading', { level: 1, name: 'Invite somebody' }).waitFor();
    await page.getByLabel('Name').fill('Mara Lindqvist');
    await page.getByLabel('E-mail address').fill('mara@halden.example');
    await page.getByRole('checkbox', { name: 'Support' }).check();
    await page.getByRole('button', { name: 'Send invitation' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mara Lindqvist' }).waitFor();
    await backToSetUp(page);
    await step(page, 'Colleagues').getByText('Done', { exact: true }).waitFor();

    const mail = step(page, 'Mail');
    await mail.getByRole('button', { name: 'Send test message' }).click();
    // No mail server is configured: that it went nowhere is what there is to see.
    await mail.getByText('Caught, not sent').waitFor();
    await mail.getByText(knownAdmin.email).waitFor();

    await page.getByRole('button', { name: 'Finish set-up' }).click();
    await page.waitForURL('**/tickets/open');
    await page.getByRole('heading', { level: 1 }).filter({ visible: true }).first().waitFor();
    expect(await page.getByText('Your desk is not set up yet.').count()).toBe(0);

    await page.goto(`${product.ui}/admin/set-up`);
    expect(await step(page, 'Name').getByLabel('Name of the desk').inputValue()).toBe('Halden Support');
    expect(await hours.getByRole('checkbox', { name: 'Thu' }).isChecked()).toBe(true);
    expect(await hours.getByRole('checkbox', { name: 'Fri' }).isChecked()).toBe(false);
    expect(await hours.getByLabel('From').inputValue()).toBe('08:00');
    expect(await hours.getByRole('combobox', { name: 'Time zone' }).inputValue()).toBe('Europe/Vienna');
    expect(await page.getByRole('button', { name: 'Finish set-up' }).count()).toBe(0);
  });

  test('what was set up is at work: mail goes out in the name of the desk, and a first answer is promised', async () => {
    const { rows: mails } = await product.pool.query<{ from: string }>(
      `SELECT from_name AS "from" FROM outgoing_mail WHERE kind = 'test'`,
    );
    expect(mails).toEqual([{ from: 'Halden Support' }]);
    const greta = await product.browser.openPage({ allow: [/status of 401/] });
    await greta.goto(`${product.ui}/help`);
    await greta.getByLabel('Your name').fill('Greta Holm');
    await greta.getByLabel('E-mail address').fill('greta@holm.example');
    await greta.getByLabel('Subject').fill('Scanner beeps twice');
    await greta.getByLabel('Message').fill('Each scan, since Monday.');
    await greta.getByRole('button', { name: 'Send message' }).click();
    await greta.getByRole('heading', { name: 'We received your message' }).waitFor();
    const page = await product.signIn({ email: knownAdmin.email, password });
    await page
      .getByRole('link', { name: /Scanner beeps twice/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: 'Scanner beeps twice' }).waitFor();
    await page.getByText('First reply').first().waitFor();
  });
});

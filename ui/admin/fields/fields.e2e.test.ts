import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { lookAtPage, windows } from '#testkit/look-at-page';
import { needs } from '#testkit/requirements';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

const patience = 300_000;
const subject = 'Password reset mail never arrives';

/** What an installation wants to know of a ticket besides: made, filled in, and taken out of use again. */
describe.runIf(needs('chromium'))('custom fields', { timeout: patience }, () => {
  let desk: DemoDesk;

  beforeAll(async () => {
    desk = await startDemoDesk();
  }, patience);

  const choose = async (page: Page, label: string, option: string) => {
    await page.getByRole('combobox', { name: label, exact: true }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click();
  const make = async (page: Page, kind: string, name: string, fill: () => Promise<void> = async () => undefined) => {
    await page.goto(`${desk.ui}/admin/fields/new`);
    await choose(page, 'Kind', kind);
    await page.getByLabel('Name').fill(name);
    await fill();
    await save(page);
    await page.getByRole('heading', { level: 1, name }).waitFor();
  };
  const addChoices = async (page: Page, ...labels: string[]) => {
    for (const [at, label] of labels.entries()) {
      await page.getByRole('button', { name: 'Add a choice' }).click();
      await page.getByLabel(`Choice ${String(at + 1)}`).fill(label);
    }
  };
  const open = async (who: 'jonas' | 'mara') => {
    const { rows } = await desk.pool.query<{ number: string }>('SELECT number FROM ticket WHERE subject = $1', [
      subject,
    ]);
    const page = await desk.signIn(who, {
      viewport: windows.desk,
      path: `/tickets/open/${String(rows[0]?.number)}`,
      allow: [/status of 409/],
    });
    return { page, fields: page.getByRole('region', { name: 'More' }) };
  };

  test('one of every kind is made, limits that make no sense are refused, and their order is changed', async () => {
    const page = await desk.signIn('ida', { viewport: windows.desk, path: '/admin/fields' });
    await page.getByText('No custom fields yet').waitFor();
    await page.getByRole('link', { name: 'Make a field' }).click();
    await choose(page, 'Kind', 'Number');
    await page.getByLabel('Name').fill('Seats');
    await page.getByLabel('At least').fill('500');
    await page.getByLabel('At most').fill('1');
    await save(page);
    await page.getByText('Enter numbers, the smaller one first, or nothing').waitFor();
    await page.getByLabel('At least').fill('1');
    await page.getByLabel('At most').fill('500');
    await save(page);
    await page.getByRole('heading', { level: 1, name: 'Seats' }).waitFor();

    await make(page, 'Text', 'Serial number');
    await make(page, 'Date', 'Bought on');
    await make(page, 'Check box', 'Under warranty');
    await make(page, 'One choice', 'Plan', () => addChoices(page, 'Free', 'Pro'));
    await make(page, 'Several choices', 'Modules', () => addChoices(page, 'Till', 'Stock', 'Loyalty'));
    await make(page, 'Link', 'Depot', () => choose(page, 'Leads to', 'A team'));
    await lookAtPage(page, 'admin-field');

    await page.goto(`${desk.ui}/admin/fields`);
    await page.getByRole('button', { name: 'Move Serial number up' }).click();
    const names = () => page.getByRole('rowheader').allTextContents();
    await expect.poll(async () => (await names()).slice(0, 2)).toEqual(['Serial number', 'Seats']);
    // What a button says of itself while the mouse is on it belongs to no part of the page.
    await page.mouse.move(0, 0);
    await page.getByRole('tooltip').waitFor({ state: 'detached' });
    await lookAtPage(page, 'admin-fields-filled');
  });

  test('an agent fills them in at a ticket, where a wrong number is said at once, and all of it stands', async () => {
    const { page, fields } = await open('jonas');
    await fields.getByLabel('Serial number').fill('HK-2041');
    await fields.getByLabel('Seats').fill('900');
    await fields.getByLabel('Seats').press('Enter');
    await fields.getByText('Enter a number within its limits').waitFor();
    await fields.getByLabel('Seats').fill('40');
    await fields.getByLabel('Bought on').fill('2026-03-01');
    await fields.getByRole('checkbox', { name: 'Under warranty' }).check();
    await choose(page, 'Plan', 'Pro');
    await fields.getByRole('checkbox', { name: 'Stock' }).check();
    await choose(page, 'Depot', 'Billing');
    const said = async () => {
      const { rows } = await desk.pool.query<{ fields: Record<string, unknown> }>(
        'SELECT fields FROM ticket WHERE subject = $1',
        [subject],
      );
      return Object.keys(rows[0]?.fields ?? {}).length;
    };
    await expect.poll(said).toBe(7);
    await lookAtPage(page, 'ticket-fields');
    await page.reload();
    await expect.poll(() => fields.getByLabel('Serial number').inputValue()).toBe('HK-2041');
    expect(await fields.getByLabel('Seats').inputValue()).toBe('40');
    expect(await fields.getByLabel('Bought on').inputValue()).toBe('2026-03-01');
    expect(await fields.getByRole('checkbox', { name: 'Under warranty' }).isChecked()).toBe(true);
    expect(await fields.getByRole('combobox', { name: 'Plan' }).inputValue()).toBe('Pro');
    expect(await fields.getByRole('checkbox', { name: 'Stock' }).isChecked()).toBe(true);
    expect(await fields.getByRole('combobox', { name: 'Depot' }).inputValue()).toBe('Billing');
  });

  test('a choice that is not offered any more stays where it was chosen, and a field out of use is not asked for', async () => {
    const admin = await desk.signIn('ida', { path: '/admin/fields' });
    await admin.getByRole('link', { name: 'Plan' }).click();
    // The switch is drawn beside its input, which has no words to be clicked on.
    await admin.getByRole('switch', { name: 'Offer Pro' }).press('Space');
    await save(admin);
    await admin.getByText('Saved').waitFor();
    await admin.goto(`${desk.ui}/admin/fields`);
    await admin.getByRole('link', { name: 'Seats' }).click();
    await admin.getByRole('switch', { name: 'Ask for this field' }).uncheck();
    await save(admin);
    await admin.getByText('Saved').waitFor();

    const { page, fields } = await open('mara');
    expect(await fields.getByRole('combobox', { name: 'Plan' }).inputValue()).toBe('Pro');
    expect(await fields.getByLabel('Seats').count()).toBe(0);
    await choose(page, 'Plan', 'Free');
    await expect.poll(() => fields.getByRole('combobox', { name: 'Plan' }).inputValue()).toBe('Free');
    await page.reload();
    await fields.getByRole('combobox', { name: 'Plan' }).click();
    await page.getByRole('option', { name: 'Free' }).waitFor();
    expect(await page.getByRole('option', { name: 'Pro' }).count()).toBe(0);
  });
});

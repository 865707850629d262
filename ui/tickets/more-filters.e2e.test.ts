import { checkAccessibility } from '#testkit/check-accessibility';
import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { lookAtPage, windows } from '#testkit/look-at-page';
import { needs } from '#testkit/requirements';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

const patience = 300_000;
const [golden, other] = ['Password reset mail never arrives', 'All four tills are offline'];

/** A list narrowed down by a condition, made with the builder. */
describe.runIf(needs('chromium'))('more filters', { timeout: patience }, () => {
  let desk: DemoDesk;

  beforeAll(async () => {
    desk = await startDemoDesk();
    const { rows } = await desk.pool.query<{ id: string }>(
      `INSERT INTO custom_field (subject, name, kind, position, options) VALUES ('customer', 'Tier', 'choice', 1, $1)
       RETURNING id`,
      [{ choices: ['Gold', 'Iron'].map((label) => ({ code: label.toLowerCase(), label, isActive: true })) }],
    );
    await desk.pool.query(
      `UPDATE customer SET fields = jsonb_build_object($1::text, 'gold')
       WHERE id = (SELECT requester_id FROM ticket WHERE subject = $2)`,
      [rows[0]?.id, golden],
    );
    await desk.pool.query(
      `WITH seats AS (INSERT INTO custom_field (subject, name, kind, position) VALUES ('organisation', 'Seats', 'number', 1) RETURNING id)
       INSERT INTO organisation (name, fields)
       SELECT of.name, jsonb_build_object(seats.id::text, of.count) FROM seats, (VALUES ('Small one', 5), ('Large one', 90)) AS of (name, count)`,
    );
  }, patience);

  const dialog = (page: Page) => page.getByRole('dialog', { name: 'More filters' });

  test('by keys alone: a field of customers, kept in the address, and taken away again', async () => {
    const page = await desk.signIn('mara', { viewport: windows.desk, path: '/tickets/open' });
    await page.getByText(other).waitFor();
    await page.getByRole('button', { name: 'More filters' }).focus();
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('button', { name: 'Condition' }).focus();
    await page.keyboard.press('Enter');
    const field = dialog(page).getByRole('combobox', { name: 'Field' });
    await field.focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Tier');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('combobox', { name: 'Value' }).waitFor();
    await checkAccessibility(page);
    await lookAtPage(page, 'more-filters');
    await dialog(page).getByRole('button', { name: 'Show' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/where=/);
    await page.getByText(other).waitFor({ state: 'detached' });
    await page.getByText(golden).waitFor();
    await page.reload();
    await page.getByText(golden).waitFor();
    expect(await page.getByText(other).count()).toBe(0);
    // What it asks about, not how much.
    await page.locator('.chip.set').getByText('Tier').waitFor();
    await lookAtPage(page, 'list-by-condition', { in: ['desk', 'phone'] });

    await page.getByRole('button', { name: 'More filters' }).click();
    await expect.poll(() => dialog(page).getByRole('combobox', { name: 'Field' }).inputValue()).toBe('Tier');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Remove filter Conditions' }).click();
    await page.getByText(other).waitFor();
    expect(page.url()).not.toContain('where');
  });

  test('customers are narrowed down by their fields and those of their organisation, which are offered alone', async () => {
    const page = await desk.signIn('mara', { viewport: windows.desk, path: '/customers' });
    await page.getByRole('link', { name: 'Chen Wei' }).waitFor();
    await page.getByRole('button', { name: 'More filters' }).click();
    await dialog(page).getByText('Everybody.').waitFor();
    await dialog(page).getByRole('button', { name: 'Condition' }).click();
    const field = dialog(page).getByRole('combobox', { name: 'Field' });
    expect(await field.inputValue()).toBe('Tier');
    await field.click();
    await expect.poll(() => dialog(page).getByRole('option').allTextContents()).toEqual(['Tier', 'Seats']);
    await dialog(page).getByRole('option', { name: 'Tier' }).click();
    await checkAccessibility(page);
    await dialog(page).getByRole('button', { name: 'Show' }).click();
    await page.getByRole('link', { name: 'Chen Wei' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Dora Keller' }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Dora Keller' }).waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(1);
    await lookAtPage(page, 'customers-by-condition', { in: ['desk', 'phone'] });
    await page.getByRole('button', { name: 'Remove filter Conditions' }).click();
    await page.getByRole('link', { name: 'Chen Wei' }).waitFor();
    expect(page.url()).not.toContain('where');
  });

  test('organisations are narrowed down by their own fields, also when the page is loaded again', async () => {
    const page = await desk.signIn('ida', { viewport: windows.desk, path: '/admin/organisations' });
    await page.getByRole('link', { name: 'Small one' }).waitFor();
    await page.getByRole('button', { name: 'More filters' }).click();
    await dialog(page).getByRole('button', { name: 'Condition' }).click();
    await dialog(page).getByRole('combobox', { name: 'Question' }).click();
    await dialog(page).getByRole('option', { name: 'is at least' }).click();
    await dialog(page).getByRole('textbox', { name: 'Value' }).fill('50');
    await dialog(page).getByRole('button', { name: 'Show' }).click();
    await page.getByRole('link', { name: 'Small one' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Large one' }).waitFor();
    await page.locator('.chip.set').getByText('Seats').waitFor();
    await checkAccessibility(page);
    await page.reload();
    await page.getByRole('link', { name: 'Large one' }).waitFor();
    expect(await page.getByRole('link', { name: 'Small one' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Remove filter Conditions' }).click();
    await page.getByRole('link', { name: 'Small one' }).waitFor();
  });

  test('what is not complete is said at its place and shows nothing yet', async () => {
    const page = await desk.signIn('mara', { viewport: windows.desk, path: '/tickets/open' });
    await page.getByRole('button', { name: 'More filters' }).click();
    await dialog(page).getByRole('button', { name: 'Condition' }).click();
    await dialog(page).getByRole('combobox', { name: 'Field' }).click();
    await dialog(page).getByRole('option', { name: 'Tags' }).click();
    await dialog(page).getByRole('button', { name: 'Show' }).click();
    await dialog(page).getByText('Say what it is compared with').waitFor();
    await checkAccessibility(page);
    expect(page.url()).not.toContain('where');
    await dialog(page).getByRole('textbox', { name: 'Value' }).fill('nobody-has-it');
    await page.keyboard.press('Enter');
    await dialog(page).getByRole('button', { name: 'Show' }).click();
    await page.getByText('No ticket fits these filters').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText(other).waitFor();
  });
});

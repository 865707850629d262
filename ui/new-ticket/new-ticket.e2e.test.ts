import { checkAccessibility } from '#testkit/check-accessibility';
import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { needs } from '#testkit/requirements';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

/** A call and a visit become tickets, with everything real. */
describe.runIf(needs('chromium'))('a new ticket', () => {
  let desk: DemoDesk;

  beforeAll(async () => {
    desk = await startDemoDesk();
  });

  const requester = (page: Page) => page.getByRole('combobox', { name: 'Requester' });
  const create = (page: Page) => page.getByRole('button', { name: 'Create ticket' }).click();
  const said = (page: Page) => page.getByRole('textbox', { name: 'What was said' });
  const ticketOf = async (subject: string) => {
    const { rows } = await desk.pool.query<Record<string, unknown>>(
      `SELECT t.via, t.priority, t.tags, t.opened_by, c.email, c.name, s.name AS assignee, team.name AS team
       FROM ticket t JOIN customer c ON c.id = t.requester_id LEFT JOIN staff s ON s.id = t.assignee_id
       LEFT JOIN team ON team.id = t.team_id WHERE t.subject = $1`,
      [subject],
    );
    return rows;
  };

  test('is written down for a caller whom nobody knows yet', async () => {
    const page = await desk.signIn('jonas', { path: '/tickets/open' });
    await page.getByRole('heading', { name: 'All open' }).waitFor();
    await page.keyboard.press('c');
    await page.getByRole('heading', { level: 1, name: 'New ticket' }).waitFor();
    await requester(page).fill('Greta Holm');
    await page.getByText('No customer begins like that.').waitFor();
    await page.getByRole('option', { name: 'New customer “Greta Holm”' }).click();
    await page.getByLabel('E-mail address of the customer').fill('Greta@Holm.example');
    await page.getByLabel('Subject').fill('Scanner beeps twice');
    await said(page).fill('She called: each scan beeps twice since Monday.');
    await page.getByRole('textbox', { name: 'Tags' }).fill('scanner, beep ');
    await checkAccessibility(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText(/^#\d+ created for Greta Holm$/).waitFor();
    await page.getByRole('heading', { level: 1, name: 'Scanner beeps twice' }).waitFor();
    await page.getByText('She called: each scan beeps twice since Monday.').last().waitFor();
    expect(await ticketOf('Scanner beeps twice')).toEqual([
      {
        ...{ via: 'phone', priority: 'normal', tags: ['beep', 'scanner'], opened_by: 'agent' },
        ...{ email: 'greta@holm.example', name: 'Greta Holm', assignee: 'Jonas Weber', team: 'Support' },
      },
    ]);
    // The form is empty again.
    await page.goto(`${desk.ui}/tickets/new`);
    expect(await page.getByLabel('Subject').inputValue()).toBe('');
  });

  test('is written down for a visitor whom we know, found by keyboard, with all that belongs to it', async () => {
    const page = await desk.signIn('mara', { path: '/tickets/new' });
    await page.getByText('Walk-in').click();
    await requester(page).fill('fis');
    await page.getByRole('option', { name: /Ben Fischer/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('group', { name: 'Requester' }).getByText('ben.fischer@nordlicht.example').waitFor();
    // On to what comes next.
    await page.locator('[name=subject]:focus').waitFor();
    await page.getByLabel('Subject').fill('Loan device handed over');
    await said(page).fill('He took the spare till.');
    await page.getByRole('combobox', { name: 'Priority' }).click();
    await page.getByRole('option', { name: 'High' }).click();
    await page.getByRole('combobox', { name: 'Team' }).click();
    await page.getByRole('option', { name: 'Billing' }).click();
    await page.getByRole('combobox', { name: 'Assignee' }).click();
    await page.getByRole('option', { name: 'Tomás Herrera' }).click();
    await create(page);
    await page.getByRole('heading', { level: 1, name: 'Loan device handed over' }).waitFor();
    expect(await ticketOf('Loan device handed over')).toMatchObject([
      {
        ...{ via: 'walk_in', priority: 'high', opened_by: 'agent', email: 'ben.fischer@nordlicht.example' },
        ...{ assignee: 'Tomás Herrera', team: 'Billing' },
      },
    ]);
  });

  test('says at each field what is missing, and puts the cursor there', async () => {
    const page = await desk.signIn('jonas', { path: '/tickets/new' });
    await create(page);
    for (const fault of ['Choose a customer, or enter a new one.', 'Enter a subject.', 'Write down what was said.']) {
      await page.getByText(fault).waitFor();
    }
    await expect.poll(() => requester(page).evaluate((field) => field === document.activeElement)).toBe(true);
    await checkAccessibility(page);
    // What is mended is not told any longer; the rest is.
    await page.getByLabel('Subject').fill('Scanner');
    await page.getByText('Enter a subject.').waitFor({ state: 'detached' });
    await page.getByText('Write down what was said.').waitFor();
  });

  test('is not lost by a reload, nor by a server that is away, and is one ticket however often it is sent', async () => {
    const allow = [/ERR_FAILED/];
    const page = await desk.signIn('jonas', { path: '/tickets/new', allow });
    await requester(page).fill('ada@');
    await page.getByRole('option', { name: /Ada Okafor/ }).click();
    await page.getByLabel('Subject').fill('Kept through all of it');
    await said(page).fill('A long story');
    await page.reload();
    expect(await page.getByLabel('Subject').inputValue()).toBe('Kept through all of it');
    expect(await said(page).inputValue()).toBe('A long story');
    // The ticket is made, and the answer never comes.
    await page.route('**/api/tickets', async (route) => {
      if (route.request().method() === 'POST') {
        await route.fetch();
        await route.abort();
      } else await route.continue();
    });
    await create(page);
    await page.getByText('The ticket was not created.').waitFor();
    expect(await said(page).inputValue()).toBe('A long story');
    await page.unroute('**/api/tickets');
    await page.reload();
    await create(page);
    await page.getByRole('heading', { level: 1, name: 'Kept through all of it' }).waitFor();
    expect(await ticketOf('Kept through all of it')).toHaveLength(1);
  });

  test('a draft is discarded, and taken back', async () => {
    const page = await desk.signIn('jonas', { path: '/tickets/new' });
    await page.getByLabel('Subject').fill('Second thoughts');
    await page.getByRole('button', { name: 'Discard draft' }).click();
    await expect.poll(() => page.getByLabel('Subject').inputValue()).toBe('');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.getByLabel('Subject').inputValue()).toBe('Second thoughts');
  });

  test('for a team that its writer is not in leads to the list, and says so', async () => {
    const page = await desk.signIn('jonas', { path: '/tickets/new' });
    await requester(page).fill('fay');
    await page.getByRole('option', { name: /Fay Morgan/ }).click();
    await page.getByLabel('Subject').fill('For the other team');
    await said(page).fill('Wants her invoice by post.');
    await page.getByRole('combobox', { name: 'Team' }).click();
    await page.getByRole('option', { name: 'Billing' }).click();
    await page.getByRole('combobox', { name: 'Assignee' }).click();
    await page.getByRole('option', { name: 'Nobody' }).click();
    await create(page);
    await page.getByText(/It belongs to a team you are not in\.$/).waitFor();
    await page.getByRole('heading', { name: 'All open' }).waitFor();
  });

  test('new is no view', async () => {
    const page = await desk.signIn('jonas', { path: '/tickets/new/1042' });
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  });
});

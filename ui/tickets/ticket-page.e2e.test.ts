import { changePriority } from '#commands/tickets/change-priority';
import { mergeTicket } from '#commands/tickets/merge-ticket';
import type { StaffActor } from '#domain/permissions/actor';
import { staff } from '#store/people/staff';
import { screenshot } from '#testkit/browser';
import { checkAccessibility } from '#testkit/check-accessibility';
import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { needs } from '#testkit/requirements';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

const ofTicket = /\/api\/tickets\/[0-9a-f-]{36}/;

/** What an agent does with a ticket, with everything real behind it. */
describe.runIf(needs('chromium'))('the ticket page', () => {
  let desk: DemoDesk;

  beforeAll(async () => {
    desk = await startDemoDesk();
  });

  async function ticketOf(subject: string): Promise<{ ticketId: string; number: number; path: string }> {
    const { rows } = await desk.pool.query<{ ticketId: string; number: number }>(
      'SELECT id AS "ticketId", number::int AS number FROM ticket WHERE subject = $1',
      [subject],
    );
    const [found] = rows;
    if (!found) throw new Error(`There is no ticket “${subject}”.`);
    return { ...found, path: `/tickets/open/${String(found.number)}` };
  }

  async function actorOf(email: string): Promise<StaffActor> {
    const { rows } = await desk.pool.query<{ id: string }>('SELECT id FROM staff WHERE email = $1', [email]);
    const actor = await staff.findActor(desk.pool, rows[0]?.id ?? '');
    if (!actor) throw new Error(`Nobody is ${email}.`);
    return actor;
  }

  async function open(who: 'mara' | 'jonas', subject: string, options: Parameters<DemoDesk['signIn']>[1] = {}) {
    const ticket = await ticketOf(subject);
    const page = await desk.signIn(who, { ...options, path: ticket.path });
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
    return { page, ...ticket };
  }

  /** By its key, once it is offered: when the server has answered. */
  async function takeBack(page: Page) {
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await page.keyboard.press('z');
  }

  const thread = (page: Page) => page.getByRole('log');
  const panel = (page: Page) => page.getByRole('complementary', { name: 'Details' });

  test('what happened stands between the messages, in words, as it happens', async () => {
    const { page: mara } = await open('mara', 'Export stops at 1,000 rows');
    for (const words of [
      'Opened after a call',
      'Moved to team Support by you',
      'Given to Jonas',
      'Priority raised to High by you',
      'Our monthly export has 4,300 orders',
      'First reply met',
    ])
      await thread(mara).getByText(words).first().waitFor();
    const text = await thread(mara).innerText();
    expect(text.indexOf('Opened after a call')).toBeLessThan(text.indexOf('Our monthly export'));
    expect(text.indexOf('I can see the limit')).toBeLessThan(text.indexOf('First reply met'));

    const { page: jonas } = await open('jonas', 'Export stops at 1,000 rows');
    await jonas.getByRole('button', { name: /^Priority: High/ }).click();
    await jonas.getByRole('menuitem', { name: 'Urgent' }).click();
    await thread(mara)
      .getByText(/Priority raised to Urgent by Jonas/)
      .waitFor();
    await takeBack(jonas);
    await thread(mara)
      .getByText(/Priority lowered to High by Jonas/)
      .waitFor();
    await checkAccessibility(mara);
  });

  test('a clock says why it is due then, by keyboard as well', async () => {
    const { page } = await open('mara', 'All four tills are offline');
    const why = panel(page).getByRole('button', { name: 'Why? First reply' });
    await why.focus();
    await page.keyboard.press('Enter');
    const answer = page.getByRole('dialog', { name: 'Why? First reply' });
    await answer.getByText('Policy').waitFor();
    await answer.getByText('The ticket was opened').waitFor();
    await checkAccessibility(page);
    await screenshot(page, 'why-this-time');
    expect(await answer.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await answer.waitFor({ state: 'detached' });
    await expect.poll(() => why.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('assignee, team, tags and subject change where they stand, at once, and can be taken back', async () => {
    const { page, ticketId } = await open('mara', 'How do I add a second location?');
    const read = async () => {
      const { rows } = await desk.pool.query<{
        assignee: string | null;
        team: string | null;
        tags: string[];
        subject: string;
      }>(
        `SELECT s.name AS assignee, m.name AS team, t.tags, t.subject FROM ticket t
         LEFT JOIN staff s ON s.id = t.assignee_id LEFT JOIN team m ON m.id = t.team_id WHERE t.id = $1`,
        [ticketId],
      );
      return rows[0];
    };
    await panel(page).getByRole('combobox', { name: 'Assignee: Nobody' }).click();
    await checkAccessibility(page);
    await screenshot(page, 'choose-assignee');
    await page.getByRole('option', { name: /^Priya/ }).click();
    await panel(page)
      .getByRole('combobox', { name: /^Assignee: Priya/ })
      .waitFor();
    await expect.poll(async () => (await read())?.assignee).toMatch(/^Priya/);
    await takeBack(page);
    await expect.poll(async () => (await read())?.assignee).toBeNull();
    await page.locator('main').focus();
    await page.keyboard.press('a');
    await expect.poll(async () => (await read())?.assignee).toMatch(/^Mara/);

    await panel(page)
      .getByRole('combobox', { name: /^Team: Support/ })
      .click();
    await page.getByRole('option', { name: /Billing/ }).click();
    await expect.poll(async () => (await read())?.team).toMatch(/Billing/);

    await page.locator('main').focus();
    await page.keyboard.press('t');
    await page.keyboard.type('second shop');
    await page.keyboard.press('Enter');
    await panel(page).getByText('second-shop').waitFor();
    await page.keyboard.type('!?');
    await page.keyboard.press('Enter');
    await panel(page).getByText('Letters, digits and').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(async () => (await read())?.tags).toEqual(['second-shop']);
    await panel(page).getByRole('button', { name: 'Remove tag second-shop' }).click();
    await expect.poll(async () => (await read())?.tags).toEqual([]);

    await page.getByRole('button', { name: 'Change subject' }).click();
    await page.getByRole('textbox', { name: 'Subject' }).fill('A second shop');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'A second shop' }).waitFor();
    await expect.poll(async () => (await read())?.subject).toBe('A second shop');
  });

  test('an edit that somebody was ahead of is not saved, says what they did, and can be made all the same', async () => {
    const subject = 'Dark theme for the customer display';
    const { page: jonas, ticketId } = await open('jonas', subject, { allow: [/status of 409/] });
    await thread(jonas).getByText('Third request this month').waitFor();
    // His page asks, and hears nothing.
    await jonas.route(ofTicket, (route) => (route.request().method() === 'GET' ? undefined : route.continue()));
    await changePriority(
      { pool: desk.pool, deliverSoon: () => undefined, actor: await actorOf('mara@nixflow.example') },
      { ticketId, priority: 'urgent' },
    );
    await jonas.getByRole('button', { name: /^Priority: Low/ }).click();
    await jonas.getByRole('menuitem', { name: 'Normal' }).click();
    const banner = jonas.getByRole('alert').filter({ hasText: 'Your change to Normal was not saved.' });
    // Said before the page gives up asking, which takes it three quarters of a minute.
    await banner.waitFor({ timeout: 20_000 });
    await jonas.unroute(ofTicket);
    await banner.getByText(/Priority raised to Urgent by Mara/).waitFor();
    await checkAccessibility(jonas);
    await screenshot(jonas, 'stale-edit');
    await banner.getByRole('button', { name: 'Set Normal' }).click();
    await jonas.getByRole('button', { name: /^Priority: Normal/ }).waitFor();
    await banner.waitFor({ state: 'detached' });
  });

  test('files go with a reply; what is too large says so; a draft keeps what is there', async () => {
    const { page, ticketId } = await open('mara', 'Password reset mail never arrives');
    const files = page.locator('.composer input[type=file]');
    await files.setInputFiles([
      { name: 'Anleitung für Ä.txt', mimeType: 'text/plain', buffer: Buffer.from('Three steps.') },
      { name: 'film.mov', mimeType: 'video/quicktime', buffer: Buffer.alloc(26 * 1024 * 1024 + 1) },
    ]);
    await page.getByText('Larger than 26 MB').waitFor();
    // It is there, no longer on its way.
    await page.getByText('12 bytes', { exact: true }).waitFor();
    await checkAccessibility(page);
    await screenshot(page, 'composer-files');
    await page.getByRole('button', { name: 'Remove film.mov' }).click();
    await page.getByRole('textbox', { name: 'Reply' }).fill('Here is how.');
    await page.reload();
    await page.getByText('Anleitung für Ä.txt').waitFor();
    expect(await page.getByRole('textbox', { name: 'Reply' }).inputValue()).toBe('Here is how.');
    await page.getByRole('button', { name: 'Send and set a status' }).click();
    await screenshot(page, 'send-and-set');
    await page.getByRole('menuitem', { name: 'Send and set to pending' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    const link = thread(page).getByRole('link', { name: /Download Anleitung für Ä\.txt/ });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('Anleitung für Ä.txt');
    const statusNow = async () => {
      const text = 'SELECT status FROM ticket WHERE id = $1';
      return (await desk.pool.query<{ status: string }>(text, [ticketId])).rows[0]?.status;
    };
    await expect.poll(statusNow, { timeout: 30_000 }).toBe('pending');
    await page.getByRole('button', { name: /^Status: Pending/ }).waitFor();
  });

  test('R answers, I writes a note, E resolves; keys do nothing while somebody types', async () => {
    const { page } = await open('jonas', 'Training for two new colleagues');
    await page.locator('main').focus();
    await page.keyboard.press('i');
    await page.keyboard.type('re: erase');
    expect(await page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('re: erase');
    await page.keyboard.press('Control+Enter');
    await thread(page).getByText('re: erase').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    const reply = page.getByRole('textbox', { name: 'Reply' });
    await expect.poll(() => reply.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('e');
    await page.getByRole('button', { name: /^Status: Resolved/ }).waitFor();
    await takeBack(page);
    await page.getByRole('button', { name: /^Status: Open/ }).waitFor();
  });

  test('a merged ticket leads to where it goes on; spam and deleted ones say so; each has its way back', async () => {
    const [one, other] = [
      await ticketOf('VAT number on the invoice is wrong'),
      await ticketOf('Upgrade to 25 seats before Monday'),
    ];
    await mergeTicket(
      { pool: desk.pool, deliverSoon: () => undefined, actor: await actorOf('mara@nixflow.example') },
      { ticketId: one.ticketId, into: other.ticketId },
    );
    const page = await desk.signIn('mara', { path: one.path });
    await page.getByRole('heading', { level: 1, name: 'Upgrade to 25 seats before Monday' }).waitFor();
    await page.getByText(`#${String(one.number)} was merged into #${String(other.number)}.`).waitFor();
    await thread(page).getByText('shows our old VAT number').waitFor();
    await checkAccessibility(page);
    await screenshot(page, 'merged');
    await page.getByRole('button', { name: 'Undo the merge' }).click();
    await page.getByRole('heading', { level: 1, name: 'VAT number on the invoice is wrong' }).waitFor();

    await page.getByRole('button', { name: 'More actions' }).last().click();
    await screenshot(page, 'more-acts');
    await page.getByRole('menuitem', { name: 'Mark as spam' }).click();
    await page.getByText('This ticket is marked as spam.').waitFor();
    await checkAccessibility(page);
    await page.getByRole('button', { name: 'No spam' }).click();
    await page.getByRole('textbox', { name: 'Reply' }).waitFor();

    await page.getByRole('button', { name: 'More actions' }).last().click();
    await page.getByRole('menuitem', { name: 'Merge into another ticket' }).click();
    await page.getByRole('textbox', { name: 'Number of the other ticket' }).fill('999999');
    await page.keyboard.press('Enter');
    await page.getByText('There is no ticket 999999 for you').waitFor();
    await checkAccessibility(page);
    await page.getByRole('textbox', { name: 'Number of the other ticket' }).fill(`#${String(other.number)}`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Upgrade to 25 seats before Monday' }).waitFor();
  });

  test('a number that is nobody’s, or not for these eyes, says so in words', async () => {
    const page = await desk.signIn('mara', { path: '/tickets/open/999999' });
    await page.getByText('No ticket #999999 for you').waitFor();
    await page.getByText('It does not exist, or it belongs to a team you are not in.').waitFor();
    await checkAccessibility(page);
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await page.waitForURL('**/tickets/open');
  });

  test('a long story comes page by page, and its reader stays where they are', { timeout: 120_000 }, async () => {
    const { page, ticketId } = await open('mara', 'Question about your holiday hours');
    const actor = await actorOf('mara@nixflow.example');
    for (let turn = 0; turn < 130; turn += 1) {
      const priority = turn % 2 === 0 ? 'high' : 'normal';
      await changePriority({ pool: desk.pool, deliverSoon: () => undefined, actor }, { ticketId, priority });
    }
    await page.reload();
    const earlier = page.getByRole('button', { name: 'Show earlier' });
    await earlier.waitFor();
    expect(await thread(page).getByText('Opened by the form').count()).toBe(0);
    // Opened at the newest.
    const below = () => thread(page).evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
    await expect.poll(below).toBeLessThan(50);
    await earlier.scrollIntoViewIfNeeded();
    const seen = thread(page).locator('.fact').first();
    const before = await seen.boundingBox();
    await seen.evaluate((fact) => fact.setAttribute('data-seen', ''));
    await earlier.click();
    await thread(page).getByText('Opened by the form').waitFor();
    const moved = async () => {
      const after = await thread(page).locator('[data-seen]').boundingBox();
      return Math.abs((after?.y ?? 0) - (before?.y ?? 0));
    };
    await expect.poll(moved).toBeLessThan(60);
  });

  test('a list is narrowed down by its address; what is new waits until it is wanted', async () => {
    const page = await desk.signIn('mara', { path: '/tickets/open?status=pending' });
    await page.getByText('Rechnung Oktober doppelt abgebucht').waitFor();
    expect(await page.getByText('All four tills are offline').count()).toBe(0);
    await page.getByRole('button', { name: 'Remove filter Status' }).click();
    await page.getByText('All four tills are offline').waitFor();
    await page.keyboard.press('f');
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('bill');
    await checkAccessibility(page);
    await screenshot(page, 'filter');
    await page.keyboard.press('Enter');
    await page.waitForURL(/team=/);
    await page.getByRole('button', { name: 'Remove filter Team' }).waitFor();
    await page.getByText('All four tills are offline').first().waitFor({ state: 'detached' });
    await screenshot(page, 'filtered-list');
    await page.goto(`${desk.ui}/tickets/late?assignee=none&status=on_hold`);
    await page.getByText('No ticket fits these filters').waitFor();
    await checkAccessibility(page);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.waitForURL('**/tickets/late');
  });

  test('a list says that a ticket’s assignee is on it, and who writes an answer, as it happens', async () => {
    const { page: mara } = await open('mara', 'Training for two new colleagues');
    const row = mara.getByRole('listitem').filter({ hasText: 'Export stops at 1,000 rows' });
    await row.waitFor();
    const { page: jonas } = await open('jonas', 'Export stops at 1,000 rows');
    await row.getByRole('img', { name: /^Jonas .*, looking now$/ }).waitFor();
    await jonas.getByRole('textbox', { name: 'Reply' }).fill('I found it:');
    await row.getByText('Jonas is replying').waitFor();
    await screenshot(mara, 'presence-in-list');
    await checkAccessibility(mara);
    await jonas.getByRole('textbox', { name: 'Reply' }).fill('');
    await jonas.goto(`${desk.ui}/tickets/late`);
    await row.getByRole('img', { name: /^Jonas \w+$/ }).waitFor();
    expect(await row.getByText('Jonas is replying').count()).toBe(0);
  });

  test('speaks German as well', async () => {
    const { page } = await open('jonas', 'Export stops at 1,000 rows', { locale: 'de-DE' });
    await page.getByText('Nach einem Anruf eröffnet').first().waitFor();
    await screenshot(page, 'ticket-page-german');
    await checkAccessibility(page);
  });
});

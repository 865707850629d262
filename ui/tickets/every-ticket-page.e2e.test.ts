import { addMessage } from '#commands/tickets/add-message';
import { changePriority } from '#commands/tickets/change-priority';
import { changeTags } from '#commands/tickets/change-tags';
import type { CommandContext } from '#commands/tickets/command-context';
import { deleteTicket, markSpam } from '#commands/tickets/leave-queue';
import { mergeTicket } from '#commands/tickets/merge-ticket';
import type { Actor } from '#domain/permissions/actor';
import { staff } from '#store/people/staff';
import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { insertPolicy } from '#testkit/factories/desk';
import { buildMultipartMail, buildRawMail } from '#testkit/factories/raw-mail';
import { handOver } from '#testkit/hand-over';
import { lookAtPage, windows } from '#testkit/look-at-page';
import { needs } from '#testkit/requirements';
import { waitUntil } from '#testkit/wait-until';
import type { Page } from 'playwright-core';
import { beforeAll, describe, test } from 'vitest';

const ofTicket = /\/api\/tickets\/[0-9a-f-]{36}/;
const second = 1_000;
/** For a machine that is busy with something else, too. */
const patience = 600 * second;
/** One red pixel. */
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const subjects = {
  urgent: 'All four tills are offline',
  short: 'How do I add a second location?',
  told: 'Export stops at 1,000 rows',
  long: 'Training for two new colleagues',
  held: 'Stock count differs between app and till',
  merged: 'VAT number on the invoice is wrong',
  survivor: 'Upgrade to 25 seats before Monday',
  spam: 'Question about your holiday hours',
  deleted: 'Label printer prints two blank labels',
  late: 'Password reset mail never arrives',
  contested: 'Dark theme for the customer display',
  files: 'Photos of the label that came out wrong, and the log of the printer on line 2 since this morning',
} as const;

/** The list and the ticket in every state, as pictures. Each has its story elsewhere. */
describe.runIf(needs('chromium'))('list and ticket, seen', { timeout: patience }, () => {
  let desk: DemoDesk;

  beforeAll(async () => {
    desk = await startDemoDesk();
    await makeLate(subjects.late, subjects.survivor);
    await writeWithFiles();
    await makeLong(subjects.long);
    const mara = await as('mara');
    const [merged, survivor] = [await idOf(subjects.merged), await idOf(subjects.survivor)];
    await mergeTicket(mara, { ticketId: merged, into: survivor });
    await markSpam(mara, { ticketId: await idOf(subjects.spam) });
    await deleteTicket(mara, { ticketId: await idOf(subjects.deleted) });
  }, patience);

  const by = (actor: Actor): CommandContext => ({ pool: desk.pool, deliverSoon: () => undefined, actor });
  const idOf = async (subject: string) => (await ticketOf(subject)).id;

  async function ticketOf(subject: string) {
    const { rows } = await desk.pool.query<{ id: string; number: number; requesterId: string }>(
      'SELECT id, number::int, requester_id AS "requesterId" FROM ticket WHERE subject = $1',
      [subject],
    );
    const [found] = rows;
    if (!found) throw new Error(`There is no ticket “${subject}”.`);
    return found;
  }

  async function as(who: 'mara' | 'jonas'): Promise<CommandContext> {
    const { rows } = await desk.pool.query<{ id: string }>('SELECT id FROM staff WHERE email = $1', [
      `${who}@nixflow.example`,
    ]);
    const actor = await staff.findActor(desk.pool, rows[0]?.id ?? '');
    if (!actor) throw new Error(`Nobody is ${who}.`);
    return by(actor);
  }

  /** Tickets that were promised an answer a second after they came. */
  async function makeLate(...late: readonly string[]) {
    const at = { firstResponse: 1, nextResponse: 1, resolution: 3_600 };
    await insertPolicy(desk.pool, {
      body: { targets: { urgent: at, high: at, normal: at, low: at }, pauses: {}, warnAt: [50] },
      condition: { field: 'tags', op: 'has', value: 'promised' },
      position: 0,
    });
    for (const subject of late) {
      await changeTags(await as('mara'), { ticketId: await idOf(subject), add: ['promised'], remove: [] });
    }
  }

  async function writeWithFiles() {
    const file = (type: string, name: string, content: string) => ({
      ...{ type, content },
      headers: { 'Content-Disposition': `attachment; filename="${name}"`, 'Content-Transfer-Encoding': 'base64' },
    });
    const words = [
      '<p>Good morning,</p><p>since <b>last night</b> the labels come out like this:</p>',
      '<img src="https://pictures.example/label.jpg" width="200" height="80" alt="The label">',
      '<table border="1"><tr><th>Line</th><th>Labels</th></tr><tr><td>2</td><td>14 blank</td></tr></table>',
      '<blockquote>You wrote: please send a photo.</blockquote>',
    ].join('');
    const raw = buildMultipartMail(
      'multipart/mixed',
      [
        { type: 'text/html; charset=utf-8', content: words },
        file('image/png', 'label-2-of-14.png', picture),
        file('text/plain', 'printer-on-line-2-since-this-morning-with-a-very-long-name.log', 'UHJpbnRlZCAx'),
      ],
      {
        headers: {
          ...{
            From: 'Wilhelmina Oyelaran-Schwarzenbach <wilhelmina@oyelaran-logistics.example>',
            Subject: subjects.files,
          },
          ...{ Cc: 'Warehouse <warehouse@oyelaran-logistics.example>', 'Message-ID': '<files@customers.example>' },
        },
      },
    );
    await handOver(desk.product.mailUrl, raw, { from: 'wilhelmina@oyelaran-logistics.example' });
    await waitUntil('its ticket is there', () => idOf(subjects.files), { withinMs: 60 * second });
  }

  /** Words that go back and forth. */
  async function makeLong(subject: string) {
    const { id: ticketId, requesterId } = await ticketOf(subject);
    const [customer, jonas] = [by({ kind: 'customer', id: requesterId, organisationId: null }), await as('jonas')];
    for (let turn = 1; turn <= 8; turn += 1) {
      const asked = `Question ${String(turn)}: does it also cover the returns? https://docs.example/returns/a-rather-long-address-of-a-page-${String(turn)}`;
      await addMessage(customer, { ticketId, public: true, via: 'mail', body: asked });
      await addMessage(jonas, {
        ticketId,
        public: turn % 3 !== 0,
        via: 'web',
        body: `It does, in part ${String(turn)}.\n\nJonas`,
      });
    }
  }

  const list = (page: Page) => page.locator('section.list-pane');
  const thread = (page: Page) => page.getByRole('log');
  async function open(subject: string, options: Parameters<DemoDesk['signIn']>[1] & { who?: 'mara' | 'jonas' } = {}) {
    const { number } = await ticketOf(subject);
    const page = await desk.signIn(options.who ?? 'mara', { ...options, path: `/tickets/open/${String(number)}` });
    await thread(page).getByRole('article').last().waitFor();
    return page;
  }
  /** What the page reads of tickets does not come, so that it does not know what others did. */
  const keepUnaware = (page: Page) =>
    page.route(ofTicket, (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()));

  test('lists', async () => {
    const page = await desk.signIn('jonas', { viewport: windows.desk });
    await page.getByText(subjects.urgent).waitFor();
    await lookAtPage(page, 'list-open');
    for (const view of ['mine', 'late', 'closed']) {
      await page.goto(`${desk.ui}/tickets/${view}`);
      await list(page).locator('tbody a, .row a, .empty').first().waitFor();
      await lookAtPage(page, `list-${view}`);
    }
    await page.goto(`${desk.ui}/tickets/open?status=on_hold&assignee=none`);
    await page.getByText('No ticket fits these filters').waitFor();
    await lookAtPage(page, 'list-none-fits');
  });

  test('a list with what one does to it', async () => {
    const page = await desk.signIn('mara', { path: '/tickets/open?status=open,new', viewport: windows.desk });
    await page.getByText(subjects.urgent).waitFor();
    await page.keyboard.press('f');
    await page.getByRole('option').first().waitFor();
    // On a phone the open list lies over a part of the chip, which is no smaller for that.
    await lookAtPage(page, 'list-filter', { in: ['desk', 'laptop'] });
    await page.keyboard.press('Escape');
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key);
    await page.getByText('2 selected').waitFor();
    await handOver(
      desk.product.mailUrl,
      buildRawMail({ headers: { Subject: 'Just came', 'Message-ID': '<came@x.example>' } }),
    );
    await page.getByRole('button', { name: /1 new: show/ }).waitFor();
    await lookAtPage(page, 'list-selected');
  });

  test('a list that does not come, and one that did not', async () => {
    const page = await desk.signIn('mara', { viewport: windows.desk, allow: [/status of 500/] });
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route(/\/api\/tickets\?/, async (route) => {
      await held;
      const problem = { type: '/problems/internal', title: 'Internal', status: 500, code: 'internal' };
      await route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: JSON.stringify({ ...problem, requestId: 'e2e-0001' }),
      });
    });
    await page.goto(`${desk.ui}/tickets/pending`);
    await list(page).getByRole('heading').waitFor();
    await lookAtPage(page, 'list-loading');
    answer();
    await page.getByRole('button', { name: 'Try' }).first().waitFor();
    await lookAtPage(page, 'list-failed');
  });

  test('a ticket with a short thread, its menus, its details', async () => {
    const page = await open(subjects.short, { viewport: windows.desk });
    await lookAtPage(page, 'ticket-short');
    await page.getByRole('button', { name: /^Status: / }).click();
    await lookAtPage(page, 'ticket-status-menu');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'More actions' }).last().click();
    await lookAtPage(page, 'ticket-more');
    await page.getByRole('menuitem', { name: /^Merge into/ }).click();
    await page.getByRole('dialog').waitFor();
    await lookAtPage(page, 'ticket-merge');
    await page.keyboard.press('Escape');
    // What was chosen in the menu is gone, the menu's button is there.
    await page
      .locator('button:focus')
      .and(page.getByRole('button', { name: 'More actions' }))
      .waitFor();
    await page.setViewportSize(windows.laptop);
    await page.getByRole('button', { name: 'Details' }).click();
    await page.getByRole('dialog', { name: 'Details' }).getByText('Clocks').first().waitFor();
    await lookAtPage(page, 'ticket-details', { in: ['laptop', 'phone'] });
  });

  test('a ticket that was told much about, why its clock is due then, and a colleague', async () => {
    const page = await open(subjects.told, { viewport: windows.desk });
    const jonas = await open(subjects.told, { who: 'jonas' });
    await jonas.getByRole('textbox', { name: 'Reply' }).fill('I found it:');
    await page.getByText('Jonas is replying').first().waitFor();
    await lookAtPage(page, 'ticket-told');
    const panel = page.getByRole('complementary', { name: 'Details' });
    await page.setViewportSize(windows.desk);
    await panel
      .getByRole('button', { name: /^Why\? / })
      .first()
      .click();
    await page.getByRole('dialog', { name: /^Why/ }).getByText('Policy').waitFor();
    await lookAtPage(page, 'ticket-why', { in: ['desk'] });
    await page.keyboard.press('Escape');
    await panel.getByRole('combobox', { name: /^Assignee: / }).click();
    await page.getByRole('option').first().waitFor();
    await lookAtPage(page, 'ticket-assignee', { in: ['desk'] });
    await page.keyboard.press('Escape');
    await page.setViewportSize(windows.phone);
    await page.getByRole('button', { name: 'Details' }).click();
    await page
      .getByRole('dialog', { name: 'Details' })
      .getByRole('button', { name: /^Why\? / })
      .first()
      .click();
    await page.getByRole('dialog', { name: /^Why/ }).getByText('Policy').waitFor();
    await lookAtPage(page, 'ticket-why', { in: ['laptop', 'phone'] });
  });

  test('a ticket with a long thread, opened at the newest and scrolled up', async () => {
    const page = await open(subjects.long, { viewport: windows.desk });
    await lookAtPage(page, 'ticket-long');
    await thread(page).evaluate((log) => log.scrollTo(0, 0));
    await lookAtPage(page, 'ticket-long-top');
  });

  test('a ticket with a mail in HTML and files, and a reply that has some', async () => {
    const page = await open(subjects.files, { viewport: windows.desk, allow: [/pictures\.example/] });
    await page.locator('iframe').first().contentFrame().getByText('last night').waitFor();
    await lookAtPage(page, 'ticket-files');
    await page.locator('.composer input[type=file]').setInputFiles([
      { name: 'How to set the paper length.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(48_200) },
      { name: 'film.mov', mimeType: 'video/quicktime', buffer: Buffer.alloc(26 * 1024 * 1024 + 1) },
    ]);
    await page.getByText('Larger than 26 MB').waitFor();
    await page
      .getByRole('textbox', { name: 'Reply' })
      .fill('Good morning, please set the paper length to “continuous”.\n\nBest wishes\nMara');
    await page.getByText(/^Draft saved/).waitFor();
    await lookAtPage(page, 'ticket-composer');
    await page.getByRole('button', { name: 'Send and set a status' }).click();
    await lookAtPage(page, 'ticket-send-and-set');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: 'Note' }).click();
    await lookAtPage(page, 'ticket-note');
  });

  test('a reply that can be taken back', async () => {
    const ticketId = await idOf(subjects.held);
    await addMessage(await as('mara'), {
      ...{ ticketId, public: true, via: 'web', undoSeconds: 300, status: 'pending' },
      body: 'Fourteen is right. The till had not booked a return of Tuesday; it is mended now.',
    });
    const page = await open(subjects.held, { viewport: windows.desk });
    await page.getByRole('button', { name: /^Undo/ }).waitFor();
    await lookAtPage(page, 'ticket-held');
  });

  test.each([
    ['merged', subjects.merged],
    ['spam', subjects.spam],
    ['deleted', subjects.deleted],
    ['late', subjects.late],
  ])('a ticket that is %s', async (name, subject) => {
    const page = await open(subject, { viewport: windows.desk });
    await lookAtPage(page, `ticket-${name}`);
  });

  test('no such ticket', async () => {
    const page = await desk.signIn('mara', {
      path: '/tickets/open/999999',
      viewport: windows.desk,
      allow: [/status of 404/],
    });
    await page.getByText('No ticket #999999 for you').waitFor();
    await lookAtPage(page, 'ticket-none');
  });

  test('an edit and a reply that somebody was ahead of', async () => {
    const page = await open(subjects.contested, { viewport: windows.desk, allow: [/status of 409/, /ERR_FAILED/] });
    const ticketId = await idOf(subjects.contested);
    await keepUnaware(page);
    await changePriority(await as('jonas'), { ticketId, priority: 'urgent' });
    await page.getByRole('button', { name: /^Priority: / }).click();
    await page.getByRole('menuitem', { name: 'Normal' }).click();
    await page.getByText('Your change to Normal was not saved.').waitFor();
    await page.unroute(ofTicket);
    await page
      .getByText(/raised to Urgent/)
      .first()
      .waitFor();
    await lookAtPage(page, 'ticket-conflict');
    await page.getByRole('button', { name: 'Leave it' }).click();
    await keepUnaware(page);
    const body = 'It is planned for spring. You will hear from us.';
    await addMessage(await as('jonas'), { ticketId, public: true, via: 'web', body });
    await page.getByRole('textbox', { name: 'Reply' }).fill('We have it on our list.');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor();
    await page.unroute(ofTicket);
    await page.getByRole('dialog').getByText(body).waitFor();
    await lookAtPage(page, 'ticket-unseen');
  });
});

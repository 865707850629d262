import { MOST_TAGS } from '#domain/tickets/words';
import { checkAccessibility } from '#testkit/check-accessibility';
import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { holdStatement } from '#testkit/hold-statement';
import { lookAtPage, windows } from '#testkit/look-at-page';
import { needs } from '#testkit/requirements';
import { beforeAll, describe, expect, test } from 'vitest';

const patience = 300_000;

/** The same done to every ticket of a list. */
describe.runIf(needs('chromium'))('all that match', { timeout: patience }, () => {
  let desk: DemoDesk;

  beforeAll(async () => {
    desk = await startDemoDesk();
  }, patience);

  const priorities = async () => {
    const { rows } = await desk.pool.query<{ priority: string; count: number }>(
      `SELECT priority, count(*)::int AS count FROM ticket WHERE status IN ('new', 'open', 'pending', 'on_hold')
         AND NOT is_spam AND NOT is_deleted AND merged_into_id IS NULL GROUP BY priority`,
    );
    return rows;
  };

  test('are changed one after the other, while the page shows how far it is', async () => {
    const page = await desk.signIn('mara', { viewport: windows.desk, path: '/tickets/open' });
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'All that match…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('11 tickets match now.').waitFor();
    await checkAccessibility(page);
    await dialog.getByRole('combobox', { name: 'Change' }).click();
    await dialog.getByRole('option', { name: 'Priority' }).click();
    await dialog.getByRole('combobox', { name: 'To' }).click();
    await dialog.getByRole('option', { name: 'Low' }).click();
    await dialog.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('heading', { level: 1, name: 'Set priority to Low' }).waitFor();
    await page.getByText('Done', { exact: true }).waitFor({ timeout: 60_000 });
    expect((await priorities()).map(({ priority }) => priority)).toEqual(['low']);
    await lookAtPage(page, 'job-done');
    await page.getByRole('link', { name: 'Jobs' }).click();
    await page.getByRole('row').filter({ hasText: 'Set priority to Low' }).getByText('Done').waitFor();
    await lookAtPage(page, 'jobs');
  });

  test('are left alone while the job stands and go on when told; what was refused is told one by one', async () => {
    const { rows } = await desk.pool.query<{ number: string }>(
      `UPDATE ticket SET tags = ARRAY(SELECT 'tag-' || n FROM generate_series(1, $1) AS n)
       WHERE number = (SELECT max(number) FROM ticket WHERE status = 'open') RETURNING number`,
      [MOST_TAGS],
    );
    const full = String(rows[0]?.number);
    // Until it is released nothing is written down of any ticket.
    const hold = () => holdStatement(desk.product.database.url, { table: 'bulk_item', on: 'update', at: 'statement' });
    const page = await desk.signIn('mara', { viewport: windows.desk });
    const begin = async (tag: string) => {
      await page.goto(`${desk.ui}/tickets/open?status=open`);
      await page.getByRole('checkbox').first().check();
      await page.getByRole('button', { name: 'All that match…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('combobox', { name: 'Change' }).click();
      await dialog.getByRole('option', { name: 'Tags' }).click();
      await dialog.getByLabel('Tags to add').fill(tag);
      await page.keyboard.press('Enter');
      await dialog.getByRole('button', { name: 'Start' }).click();
      await page.getByRole('heading', { level: 1, name: new RegExp(tag) }).waitFor();
    };
    const steer = (name: string) => page.getByRole('button', { name, exact: true }).click();
    const point = await hold();
    await begin('checked');
    await point.held(60_000);
    await steer('Pause');
    await page.getByText('Job paused').waitFor();
    await page.getByText('Paused', { exact: true }).waitFor();
    await lookAtPage(page, 'job-paused', { in: ['desk', 'phone'] });
    await point.release();
    await steer('Go on');
    await page.getByText('The job goes on').waitFor();
    await page.getByText('Done', { exact: true }).waitFor({ timeout: 90_000 });
    await page.getByText('Not changed: 1 refused, 0 failed').waitFor();
    await page.getByText('Its state does not allow it').waitFor();
    await lookAtPage(page, 'job-refused', { in: ['desk', 'phone'] });
    await page.getByRole('link', { name: new RegExp(`^#${full}`) }).click();
    await page.waitForURL(`**/tickets/open/${full}`);

    const other = await hold();
    await begin('unwanted');
    await other.held(60_000);
    await steer('Cancel');
    await page.getByText('Job cancelled').waitFor();
    await other.release();
    await page.getByText('Cancelled', { exact: true }).waitFor();
    const { rows: tagged } = await desk.pool.query(`SELECT FROM ticket WHERE tags @> '{unwanted}'`);
    // The one that was under way.
    expect(tagged).toHaveLength(1);
  });
});

import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { lookAtPage, windows } from '#testkit/look-at-page';
import { needs } from '#testkit/requirements';
import { beforeAll, describe, test } from 'vitest';

const patience = 600_000;

/** Every page of administration and of one's own account, as pictures. Each has its story elsewhere. */
describe.runIf(needs('chromium'))('every page of settings, seen', { timeout: patience }, () => {
  let desk: DemoDesk;

  beforeAll(async () => {
    desk = await startDemoDesk();
  }, patience);

  test.each([
    ['admin-set-up', '/admin/set-up'],
    ['admin-people', '/admin/people'],
    ['admin-invite', '/admin/people/new'],
    ['admin-teams', '/admin/teams'],
    ['admin-roles', '/admin/roles'],
    ['admin-role', '/admin/roles/agent'],
    ['admin-role-new', '/admin/roles/new'],
    ['admin-organisations', '/admin/organisations'],
    ['admin-organisation-new', '/admin/organisations/new'],
    ['admin-fields', '/admin/fields'],
    ['admin-field-new', '/admin/fields/new'],
    ['admin-sso', '/admin/sso'],
    ['admin-sso-new', '/admin/sso/new'],
    ['admin-audit', '/admin/audit'],
    ['account-notices', '/account/notices'],
    ['account-devices', '/account/devices'],
    ['account-codes', '/account/codes'],
    ['account-tokens', '/account/tokens'],
    ['notices', '/notices'],
  ])('%s', async (name, path) => {
    const page = await desk.signIn('ida', { viewport: windows.desk, path });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText('Loading').waitFor({ state: 'detached' });
    await lookAtPage(page, name);
  });

  test('one person, one team, one customer', async () => {
    const page = await desk.signIn('ida', { viewport: windows.desk, path: '/admin/people' });
    await page.getByRole('link', { name: 'Mara Lindqvist' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mara Lindqvist' }).waitFor();
    await lookAtPage(page, 'admin-person');
    await page.goto(`${desk.ui}/admin/teams`);
    await page.getByRole('link', { name: 'Support', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Support' }).waitFor();
    await lookAtPage(page, 'admin-team');
    const { rows } = await desk.pool.query<{ id: string }>(`SELECT id FROM customer WHERE name = 'Dora Keller'`);
    await page.goto(`${desk.ui}/customers/${rows[0]?.id ?? ''}`);
    await page.getByRole('heading', { level: 1, name: 'Dora Keller' }).waitFor();
    await lookAtPage(page, 'customer');
  });
});

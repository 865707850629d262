import { checkAccessibility } from '#testkit/check-accessibility';
import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { needs } from '#testkit/requirements';
import { screenshot } from '#testkit/browser';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

const patience = 300_000;

/** Somebody who manages people, and otherwise may do less than some of them. */
describe.runIf(needs('chromium'))('administering with less than others may', { timeout: patience }, () => {
  let desk: DemoDesk;
  const ids = { ida: '', jonas: '', strong: '', weak: '', gives: '' };

  beforeAll(async () => {
    desk = await startDemoDesk();
    const insert = async (sql: string) =>
      (await desk.pool.query<{ id: string }>(`${sql} RETURNING id`)).rows[0]?.id ?? '';
    await desk.pool.query(
      `INSERT INTO role (code, name, permissions) VALUES ('people', 'People', '{people.manage,ticket.work}')`,
    );
    await desk.pool.query(`UPDATE staff SET role = 'people' WHERE email = 'mara@nixflow.example'`);
    ids.ida = await insert(`INSERT INTO staff (name, email, role) VALUES ('Ida Berg', 'ida@nixflow.example', 'admin')`);
    const { rows } = await desk.pool.query<{ id: string }>(
      `SELECT id FROM staff WHERE email = 'jonas@nixflow.example'`,
    );
    ids.jonas = rows[0]?.id ?? '';
    const program = (name: string, role: string) =>
      insert(
        `INSERT INTO staff (name, email, role, kind) VALUES ('${name}', '${name}@services.invalid', '${role}', 'service')`,
      );
    [ids.strong, ids.weak] = [await program('strong', 'admin'), await program('weak', 'agent')];
    const token = (id: string) =>
      insert(`INSERT INTO api_token (staff_id, name, hint, may_write, token_hash, expires_at)
        VALUES ('${id}', 'Export', 'abcd', true, sha256('${id}'), now() + INTERVAL '1 day')`);
    await token(ids.strong);
    await token(ids.weak);
    ids.gives = await insert(
      `INSERT INTO identity_provider (name, issuer, client_id, client_secret, groups_claim, role_by_group, default_role_code)
       VALUES ('Entry', 'https://id.example', 'x', 'y', 'groups', '[]', 'admin')`,
    );
  }, patience);

  const buttons = (page: Page, name: string) => page.getByRole('button', { name }).count();
  const open = (path: string) => desk.signIn('mara', { path });

  test('who may do more is shown and not changed; who may not is changed', async () => {
    const page = await open(`/admin/people/${ids.ida}`);
    await page.getByText('They may do more than you').waitFor();
    expect([await buttons(page, 'Save'), await buttons(page, 'Deactivate account')]).toEqual([0, 0]);
    expect(await page.getByLabel('Name', { exact: true }).isDisabled()).toBe(true);
    expect(await page.getByLabel('From').isDisabled()).toBe(true);
    await checkAccessibility(page);
    await screenshot(page, 'admin-person-who-may-more', { viewport: { width: 1280, height: 900 } });
    await page.goto(`${desk.ui}/admin/people/${ids.jonas}`);
    await page.getByRole('heading', { level: 1, name: 'Jonas Weber' }).waitFor();
    expect([await buttons(page, 'Save'), await buttons(page, 'Deactivate account')]).toEqual([2, 1]);
    expect(await page.getByLabel('Name', { exact: true }).isDisabled()).toBe(false);
  });

  test('a program that may do more keeps its tokens, and gets none', async () => {
    const page = await open(`/admin/programs/${ids.strong}`);
    await page.getByText('It may do more than you').waitFor();
    expect([
      await buttons(page, 'Save'),
      await buttons(page, 'End Export'),
      await buttons(page, 'Make a token'),
    ]).toEqual([0, 0, 0]);
    await page.goto(`${desk.ui}/admin/programs/${ids.weak}`);
    await page.getByRole('heading', { level: 1, name: 'weak' }).waitFor();
    expect(await buttons(page, 'Save')).toBe(1);
    expect(await buttons(page, 'End Export')).toBe(1);
  });

  test('a provider that gives more is read; roles are read, and made by nobody who may not', async () => {
    const page = await open(`/admin/sso/${ids.gives}`);
    await page.getByText('It gives a role that allows more than yours').waitFor();
    expect([await buttons(page, 'Save'), await buttons(page, 'Delete')]).toEqual([0, 0]);
    await page.goto(`${desk.ui}/admin/roles`);
    await page.getByRole('link', { name: 'Admin', exact: true }).first().waitFor();
    expect(await page.getByRole('link', { name: 'Make a role' }).count()).toBe(0);
    await page.goto(`${desk.ui}/admin/roles/people`);
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    expect(await buttons(page, 'Save')).toBe(0);
  });
});

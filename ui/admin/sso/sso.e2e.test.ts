import { startDemoDesk, type DemoDesk } from '#testkit/demo-desk';
import { lookAtPage, windows } from '#testkit/look-at-page';
import { startOidcProvider, type TestProvider } from '#testkit/oidc-provider';
import { needs } from '#testkit/requirements';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

const patience = 300_000;

/** Signing in with the account that one has elsewhere, from entering the provider to being let in by it. */
describe.runIf(needs('chromium'))('single sign-on', { timeout: patience }, () => {
  let desk: DemoDesk;
  let provider: TestProvider;

  beforeAll(async () => {
    [desk, provider] = [await startDemoDesk(), await startOidcProvider()];
  }, patience);

  const row = (page: Page, text: string | RegExp) => page.getByRole('row').filter({ hasText: text });
  const comeAs = async (claims: Record<string, unknown>, path = '/sign-in') => {
    provider.sitsThere(claims);
    const page = await desk.browser.openPage({ allow: [/status of 401/] });
    await page.goto(`${desk.ui}${path}`);
    await page.getByRole('button', { name: 'Sign in with Halden ID' }).click();
    return page;
  };

  test('a provider is entered with what each of its groups may do', async () => {
    const page = await desk.signIn('ida', { viewport: windows.desk, path: '/admin/sso', allow: [/status of 400/] });
    await page.getByText('No provider yet').waitFor();
    // What has to be entered at the other end first.
    await page.getByText(`${desk.ui}/sign-in/sso`).waitFor();
    await page.getByRole('link', { name: 'Add a provider' }).click();
    await page.getByText(`${desk.ui}/sign-in/sso`).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Enter name, issuer, client ID and, for a new provider, its secret').waitFor();
    await page.getByLabel('Name on the button').fill('Halden ID');
    await page.getByLabel('Issuer').fill(`${provider.issuer}/elsewhere`);
    await page.getByLabel('Client ID').fill(provider.clientId);
    await page.getByLabel('Client secret').fill(provider.clientSecret);
    await page.getByRole('button', { name: 'Add a group' }).click();
    await page.getByLabel('Group', { exact: true }).fill('shift leads');
    await page.getByRole('combobox', { name: 'Role', exact: true }).click();
    await page.getByRole('option', { name: 'Supervisor' }).click();
    await page.getByRole('combobox', { name: 'Role without a group' }).click();
    await page.getByRole('option', { name: 'Agent', exact: true }).click();
    await page.getByText('Everybody with an account at this provider is let in.').waitFor();
    await page.getByRole('combobox', { name: 'Role without a group' }).click();
    await page.getByRole('option', { name: 'They are not let in' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Nothing there answers as a provider of OpenID Connect.').waitFor();
    await page.getByLabel('Issuer').fill(provider.issuer);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: 'Halden ID' }).waitFor();
    // Never the secret.
    expect(await page.getByLabel('Client secret').inputValue()).toBe('');
    expect(await page.content()).not.toContain(provider.clientSecret);
    await lookAtPage(page, 'admin-sso-provider');
    await page.getByRole('link', { name: 'Single sign-on' }).first().click();
    await row(page, 'Halden ID').getByText('Active').waitFor();
    await lookAtPage(page, 'admin-sso-filled');
    await page.getByRole('link', { name: 'Audit log' }).click();
    await row(page, 'Entered the sign-in by Halden ID').getByText('Ida Berg').waitFor();
  });

  test('somebody of a group comes by it to where they wanted, with the role of the group', async () => {
    const page = await comeAs(
      {
        ...{ sub: 'noor', email: 'noor@nixflow.example', email_verified: true, name: 'Noor Haddad' },
        groups: ['everybody', 'shift leads'],
      },
      '/tickets/late',
    );
    await page.waitForURL('**/tickets/late');
    await page.getByRole('link', { name: /^All open/ }).waitFor();
    const admin = await desk.signIn('ida', { path: '/admin/people' });
    await row(admin, 'Noor Haddad').getByText('Supervisor').waitFor();
    await row(admin, 'Noor Haddad').getByText('Active').waitFor();
  });

  test('whoever is in no group, or says an address that nobody has verified, is not let in and not told why', async () => {
    for (const claims of [
      { sub: 'olaf', email: 'olaf@nixflow.example', email_verified: true, name: 'Olaf', groups: ['everybody'] },
      { sub: 'eve', email: 'jonas@nixflow.example', email_verified: false, name: 'Eve', groups: ['shift leads'] },
    ]) {
      const page = await comeAs(claims);
      await page.getByText('You were not signed in').waitFor();
      await page.getByRole('link', { name: 'To sign-in' }).click();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    }
    const { rows } = await desk.pool.query('SELECT FROM staff WHERE name IN ($1, $2)', ['Olaf', 'Eve']);
    expect(rows).toHaveLength(0);
  });
});

import type { Viewer } from '#domain/contracts/session';
import { openBrowser, screenshot, type TestBrowser } from '#testkit/browser';
import { checkAccessibility } from '#testkit/check-accessibility';
import { needs } from '#testkit/requirements';
import { serveUi } from '#testkit/serve-ui';
import type { Page, Route } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

const viewer: Viewer = {
  staffId: '0192d5a4-7b1e-7c3a-9d43-1f2f2c0a5a01',
  name: 'Jonas Petri',
  email: 'jonas@halden.example',
  role: { code: 'agent', name: 'Agent' },
  permissions: ['ticket.work'],
  teamIds: [],
  mustChangePassword: false,
  csrfToken: 'x'.repeat(43),
};

/** What the server would say, in its own words. */
const none = { count: 0, isMore: false };
/** Of an empty desk. */
const counts = { unassigned: none, mine: none, myTeams: none, late: none, runningOut: none, open: none };
const told = { groups: [], unread: 0, next: null, now: '2026-11-28T00:00:00.000Z' };

const problem = (route: Route, status: number, code: string, more: object = {}, headers: Record<string, string> = {}) =>
  route.fulfill({
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify({ type: `/problems/${code}`, title: code, status, code, requestId: 'e2e-0001', ...more }),
  });

describe.runIf(needs('chromium'))('the pages of signing in', () => {
  let ui: string;
  let browser: TestBrowser;

  beforeAll(async () => {
    ui = await serveUi();
    browser = await openBrowser();
  });

  /** A page for which nobody is signed in, until `signedIn` says who. */
  const open = async (path: string, options: Parameters<TestBrowser['openPage']>[0] = {}) => {
    const page = await browser.openPage({ allow: [/status of 4\d\d/], ...options });
    const server = { signedIn: null as Viewer | null, asked: [] as string[] };
    await page.route('**/api/session', async (route) => {
      const method = route.request().method();
      if (method === 'GET')
        return server.signedIn ? route.fulfill({ json: server.signedIn }) : problem(route, 401, 'unauthenticated');
      server.asked.push(`${method} ${route.request().postData() ?? ''}`);
      if (method === 'POST') {
        server.signedIn = viewer;
        return route.fulfill({ status: 201, json: viewer });
      }
      server.signedIn = null;
      return route.fulfill({ status: 204 });
    });
    // Nobody answers sockets here, and nobody complains.
    await page.route('**/api/live', (route) => route.fulfill({ json: { status: 'ok' } }));
    await page.route('**/api/tickets/counts', (route) => route.fulfill({ json: counts }));
    await page.route('**/api/session/sso', (route) => route.fulfill({ json: { providers: [] } }));
    await page.route(/\/api\/notices\?/, (route) => route.fulfill({ json: told }));
    await page.routeWebSocket(/socket\.io/, () => undefined);
    await page.goto(`${ui}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return { page, server };
  };
  const signIn = async (page: Page) => {
    await page.getByLabel('E-mail address').fill('jonas@halden.example');
    await page.getByLabel('Password', { exact: true }).fill('correct horse');
    await page.keyboard.press('Enter');
  };

  test('somebody who opens a link signed out signs in and comes to where the link leads', async () => {
    const { page, server } = await open('/tickets/1042?view=late#m-3');
    await page.waitForURL('**/sign-in?**');
    await page.waitForFunction(() => document.title === 'Sign in · NixFlow');
    await signIn(page);
    await page.waitForURL('**/tickets/1042?view=late#m-3');
    expect(server.asked).toEqual(['POST {"email":"jonas@halden.example","password":"correct horse"}']);
  });

  test('whoever is led to sign-in may type at once: the page takes the focus from no field', async () => {
    const { page } = await open('/tickets/1042');
    await page.locator('input[name="email"]:focus').waitFor();
    // Longer than it takes to announce the page.
    await page.getByRole('status').getByText('Sign in · NixFlow').waitFor({ state: 'attached' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('email');
  });

  test('a link to sign-in cannot send anybody to another page', async () => {
    const { page } = await open('/sign-in?next=%2F%2Fevil.example');
    await signIn(page);
    await page.waitForURL((url) => url.pathname !== '/sign-in');
    expect(new URL(page.url()).origin).toBe(ui);
  });

  test('what is missing is said at its field, before the server is asked', async () => {
    const { page, server } = await open('/sign-in');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Enter your e-mail address').waitFor();
    await page.getByText('Enter your password').waitFor();
    await page.locator('input[name="email"]:focus').waitFor();
    expect(server.asked).toEqual([]);
    await checkAccessibility(page);
  });

  test('a password that is wrong is said, and what was typed stays', async () => {
    const { page } = await open('/sign-in');
    await page.route('**/api/session', (route) =>
      route.request().method() === 'POST' ? problem(route, 401, 'wrong_credentials') : route.fallback(),
    );
    await signIn(page);
    await page.getByRole('alert').getByText('E-mail address or password is wrong.').waitFor();
    expect(await page.getByLabel('E-mail address').inputValue()).toBe('jonas@halden.example');
    await checkAccessibility(page);
  });

  test('after too many tries it says how long to wait, and waits', async () => {
    const { page, server } = await open('/sign-in');
    await page.route('**/api/session', (route) =>
      route.request().method() === 'POST'
        ? problem(route, 429, 'too_many_requests', {}, { 'retry-after': '840' })
        : route.fallback(),
    );
    await signIn(page);
    await page
      .getByRole('alert')
      .getByText(/You can try again in 1[34] min\./)
      .waitFor();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('button', { name: 'Sign in' }).getAttribute('aria-disabled')).toBe('true');
    expect(server.asked).toEqual([]);
    await checkAccessibility(page);
  });

  test('a server that is away is said, with the way on', async () => {
    const { page } = await open('/sign-in', { allow: [/status of 4\d\d|Failed to load/] });
    await page.route('**/api/session', (route) => route.fulfill({ status: 502, body: 'Bad gateway' }));
    await signIn(page);
    await page.getByRole('alert').getByText('The server did not answer.').waitFor();
  });

  test('whoever must choose a password comes to that first, and then to where they wanted', async () => {
    const { page, server } = await open('/sign-in?next=%2Ftickets%2F7');
    await page.route('**/api/session', (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      server.signedIn = { ...viewer, mustChangePassword: true };
      return route.fulfill({ status: 201, json: server.signedIn });
    });
    await signIn(page);
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    await checkAccessibility(page);

    await page.getByLabel('Current password').fill('admin123');
    await page.getByLabel('New password', { exact: true }).fill('too short');
    await page.getByRole('button', { name: 'Save password' }).click();
    await page.getByText('Use at least 10 characters').waitFor();
    await page.getByLabel('New password', { exact: true }).fill('a sentence to keep');
    await page.getByLabel('New password again').fill('a sentence to keep');

    await page.route('**/api/session/password', (route) =>
      problem(route, 400, 'invalid_request', {
        errors: [{ in: 'body', pointer: '/current', code: 'password_wrong', message: 'is not your password' }],
      }),
    );
    await page.getByRole('button', { name: 'Save password' }).click();
    await page.getByText('This is not your password').waitFor();
    await checkAccessibility(page);

    await page.route('**/api/session/password', (route) => {
      server.signedIn = viewer;
      return route.fulfill({ json: viewer });
    });
    await page.getByRole('button', { name: 'Save password' }).click();
    await page.waitForURL('**/tickets/7');
    await page.getByText('Password saved').waitFor();
  });

  test('a one-time link sets up an account, by its path or by its fragment', async () => {
    const { page, server } = await open('/sign-in');
    const link = {
      purpose: 'invitation',
      name: 'Mina Kowal',
      email: 'mina@halden.example',
      expiresAt: '2026-12-01T00:00:00.000Z',
    };
    await page.route('**/api/one-time-links/a-token', (route) => {
      if (route.request().method() === 'GET') return route.fulfill({ json: link });
      server.signedIn = viewer;
      return route.fulfill({ status: 201, json: viewer });
    });
    await page.goto(`${ui}/set-up/a-token`);
    await page.getByText('Choose the password for mina@halden.example. This link works once.').waitFor();
    await checkAccessibility(page);
    await page.goto(`${ui}/choose-password#a-token`);
    await page.getByLabel('New password', { exact: true }).fill('a sentence to keep');
    await page.getByLabel('New password again').fill('a sentence to keep');
    await page.getByRole('button', { name: 'Save password and sign in' }).click();
    await page.waitForURL((url) => url.pathname !== '/choose-password');
  });

  test('a link that was used says so, and where to go', async () => {
    const { page } = await open('/sign-in');
    await page.route('**/api/one-time-links/*', (route) => problem(route, 404, 'not_found'));
    await page.goto(`${ui}/set-up/used`);
    await page.getByText('This link no longer works').waitFor();
    await checkAccessibility(page);
    await page.getByRole('link', { name: 'To sign-in' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  test('a link is no way around an authenticator app: who has one signs in with password and code', async () => {
    const { page } = await open('/sign-in');
    const link = { purpose: 'reset_password', name: 'Mina Kowal', email: 'mina@halden.example' };
    await page.route('**/api/one-time-links/a-token', (route) =>
      route.request().method() === 'GET'
        ? route.fulfill({ json: { ...link, expiresAt: '2026-12-01T00:00:00.000Z' } })
        : problem(route, 401, 'second_factor_required'),
    );
    await page.goto(`${ui}/choose-password#a-token`);
    await page.getByLabel('New password', { exact: true }).fill('a sentence to keep');
    await page.getByLabel('New password again').fill('a sentence to keep');
    await page.getByRole('button', { name: 'Save password and sign in' }).click();
    await page.getByText('Password saved').waitFor();
    await checkAccessibility(page);
    await page.getByRole('link', { name: 'To sign-in' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  test('whoever forgot their password is told to look into their mailbox', async () => {
    const { page } = await open('/forgot-password');
    await page.route('**/api/password-resets', (route) => route.fulfill({ status: 202, body: '' }));
    await page.getByLabel('E-mail address').fill('jonas@halden.example');
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText('Look into your mailbox').waitFor();
    await checkAccessibility(page);
  });

  test('somebody signed in sees the shell, can change its looks and its language, and sign out', async () => {
    const { page, server } = await open('/nowhere');
    await signIn(page);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await checkAccessibility(page);

    await page.getByRole('button', { name: 'Account of Jonas Petri' }).click();
    await checkAccessibility(page);
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await page.locator('html[data-theme=dark]').waitFor();
    await screenshot(page, 'account-menu');
    await page.getByRole('menuitemradio', { name: 'Deutsch' }).click();
    await page.getByRole('heading', { name: 'Diese Seite gibt es nicht' }).waitFor();
    await page.locator('html[lang=de]').waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Diese Seite gibt es nicht' }).waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');

    await page.keyboard.press('Shift+?');
    await page.getByRole('dialog', { name: 'Tastenkürzel' }).waitFor();
    await checkAccessibility(page);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Konto von Jonas Petri' }).click();
    await page.getByRole('menuitem', { name: 'Abmelden' }).click();
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    expect(server.asked.at(-1)).toBe('DELETE ');
  });

  test('a session that ends elsewhere leads to sign-in, from any page', async () => {
    const { page, server } = await open('/nowhere');
    await signIn(page);
    await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await page.goto(`${ui}/change-password`);
    await page.getByLabel('Current password').fill('correct horse');
    await page.getByLabel('New password', { exact: true }).fill('a sentence to keep');
    await page.getByLabel('New password again').fill('a sentence to keep');
    server.signedIn = null;
    await page.route('**/api/session/password', (route) => problem(route, 401, 'unauthenticated'));
    await page.getByRole('button', { name: 'Save password' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  test('German browsers are greeted in German', async () => {
    const page = await browser.openPage({ locale: 'de-AT', allow: [/status of 401/] });
    await page.route('**/api/session', (route) => problem(route, 401, 'unauthenticated'));
    await page.route('**/api/session/sso', (route) => route.fulfill({ json: { providers: [] } }));
    await page.goto(`${ui}/sign-in`);
    await page.getByRole('heading', { name: 'Anmelden' }).waitFor();
    await checkAccessibility(page);
    await screenshot(page, 'sign-in-german', { viewport: { width: 390, height: 844 }, colorScheme: 'light' });
  });
});

import { openBrowser, screenshot, type TestBrowser } from '#testkit/browser';
import { checkAccessibility } from '#testkit/check-accessibility';
import { lookAtPage } from '#testkit/look-at-page';
import { needs } from '#testkit/requirements';
import { serveUi } from '#testkit/serve-ui';
import type { Page, Route } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';

const problem = (route: Route, status: number, code: string, more: object = {}, headers: Record<string, string> = {}) =>
  route.fulfill({
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify({ type: `/problems/${code}`, title: code, status, code, requestId: 'e2e-0001', ...more }),
  });
const ofToken = (code: string) => ({ errors: [{ in: 'body', pointer: '/token', code, message: code }] });

/** What the page asked of the server. */
interface Asked {
  readonly at: number;
  readonly request: string;
  readonly key: string | undefined;
  readonly body: string;
}

describe.runIf(needs('chromium'))('the public form', () => {
  let ui: string;
  let browser: TestBrowser;

  beforeAll(async () => {
    ui = await serveUi();
    browser = await openBrowser();
  });

  /** The page over a server that takes everything, until it is told otherwise. */
  const open = async (options: Parameters<TestBrowser['openPage']>[0] = {}) => {
    const page = await browser.openPage({ allow: [/status of [45]\d\d/, /ERR_FAILED/], ...options });
    const asked: Asked[] = [];
    let made = 0;
    await page.route('**/api/help-form**', (route) => answer(route));
    await page.route('**/api/help-form/**', (route) => answer(route));
    // Nobody is signed in, nobody answers sockets, and nobody complains.
    await page.route('**/api/session', (route) => problem(route, 401, 'unauthenticated'));
    await page.routeWebSocket(/socket\.io/, () => undefined);
    const answer = (route: Route) => {
      const request = route.request();
      const path = new URL(request.url()).pathname.replace('/api/help-form', '');
      const headers = request.headers();
      asked.push({
        at: Date.now(),
        request: `${request.method()} ${path}`,
        key: headers['idempotency-key'],
        body: path === '/files' ? '' : (request.postData() ?? ''),
      });
      if (request.method() === 'DELETE') return route.fulfill({ status: 204 });
      if (path === '') return route.fulfill({ json: { token: `token-${String((made += 1))}` } });
      if (path === '/requests') return route.fulfill({ status: 201, json: { number: 1042 } });
      return route.fulfill({
        status: 201,
        json: {
          attachmentId: `0192d5a4-7b1e-7c3a-9d43-1f2f2c0a5a0${String((made += 1) % 10)}`,
          ...{ name: decodeURIComponent(headers['x-file-name'] ?? ''), mediaType: '', size: 1 },
          ...{ isInline: false, contentId: null },
        },
      });
    };
    await page.goto(`${ui}/help`);
    await page.getByLabel('Message').waitFor();
    const sent = () => asked.filter(({ request }) => request === 'POST /requests');
    return { page, asked, sent };
  };
  const fillIn = async (page: Page) => {
    await page.getByLabel('Your name').fill('Zoe Quist');
    await page.getByLabel('E-mail address').fill('zoe@customers.example');
    await page.getByLabel('Subject').fill('Cannot print my invoice');
    await page.getByLabel('Message').fill('The print button does nothing.\nSince this morning.');
  };
  const send = (page: Page) => page.getByRole('button', { name: 'Send message' }).click();
  const choose = (page: Page, ...names: string[]) =>
    page
      .locator('input[type=file]')
      .setInputFiles(names.map((name) => ({ name, mimeType: 'image/png', buffer: Buffer.from('bytes') })));
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('name'));
  const values = (page: Page) =>
    page
      .locator('input:not([type=file]):not([tabindex="-1"]), textarea')
      .evaluateAll((fields) => fields.map((field) => ('value' in field ? field.value : '')));

  test('what is missing is said at its field, the first has the cursor, and nothing is sent', async () => {
    const { page, sent } = await open();
    await page.getByLabel('E-mail address').fill('zoe@customers');
    await send(page);
    for (const words of [
      'Enter your name',
      'Enter an address like name@example.com',
      'Say in a few words what it is about',
      'Write your message',
    ]) {
      await page.getByText(words).waitFor();
    }
    await expect.poll(() => focused(page)).toBe('name');
    await checkAccessibility(page);
    await page.getByLabel('Your name').fill('Zoe');
    await page.getByText('Enter your name').waitFor({ state: 'detached' });
    await send(page);
    await expect.poll(() => focused(page)).toBe('email');
    await page.getByLabel('Message').fill('x'.repeat(20_001));
    await send(page);
    await page.getByText('At most 20,000 characters fit here').waitFor();
    expect(sent()).toEqual([]);
  });

  test('who sends it sees number and address, also after a reload, and may write again', async () => {
    const { page, asked, sent } = await open();
    await fillIn(page);
    await choose(page, 'screen.png');
    await page.getByRole('listitem').getByText('screen.png').waitFor();
    await send(page);
    await page.getByRole('heading', { name: 'We received your message' }).waitFor();
    await page.getByText('#1042').waitFor();
    await page.getByText('A confirmation is on its way to zoe@customers.example.').waitFor();
    await expect.poll(() => page.title()).toBe('We received your message · NixFlow');
    // No sooner than the server takes it.
    expect((sent()[0]?.at ?? 0) - (asked[0]?.at ?? 0)).toBeGreaterThanOrEqual(3_000);
    expect(JSON.parse(sent()[0]?.body ?? '')).toEqual({
      token: 'token-1',
      name: 'Zoe Quist',
      email: 'zoe@customers.example',
      subject: 'Cannot print my invoice',
      body: 'The print button does nothing.\nSince this morning.',
      attachmentIds: [expect.any(String)],
      homepage: '',
    });
    await checkAccessibility(page);
    await page.reload();
    await page.getByText('#1042').waitFor();
    await page.getByRole('link', { name: 'Write another message' }).click();
    await page.getByLabel('Message').waitFor();
    expect(await values(page)).toEqual(['Zoe Quist', 'zoe@customers.example', '', '']);
    expect(await page.getByRole('listitem').count()).toBe(0);
  });

  test('what was typed and uploaded outlasts errors and reloads, and is sent under one key', async () => {
    const { page, sent } = await open();
    await fillIn(page);
    await choose(page, 'a.png', 'b.png');
    await page.getByRole('listitem').getByText('b.png').waitFor();
    await page.route('**/api/help-form/requests', (route) => route.fulfill({ status: 502, body: '' }), { times: 1 });
    const first = page.waitForRequest('**/api/help-form/requests');
    await send(page);
    const key = (await first).headers()['idempotency-key'];
    await page.getByRole('alert').getByText('Your message was not sent.').waitFor();
    await checkAccessibility(page);
    await page.reload();
    await page.getByRole('listitem').getByText('b.png').waitFor();
    expect(await values(page)).toEqual([
      ...['Zoe Quist', 'zoe@customers.example', 'Cannot print my invoice'],
      'The print button does nothing.\nSince this morning.',
    ]);
    await send(page);
    await page.getByText('#1042').waitFor();
    expect(sent().map((one) => one.key)).toEqual([key]);
  });

  test('other words are another message', async () => {
    const { page, sent } = await open();
    await fillIn(page);
    await page.route('**/api/help-form/requests', (route) => route.fulfill({ status: 502, body: '' }), { times: 1 });
    const first = page.waitForRequest('**/api/help-form/requests');
    await send(page);
    const key = (await first).headers()['idempotency-key'];
    await page.getByRole('alert').getByText('Your message was not sent.').waitFor();
    await page.getByLabel('Subject').fill('Cannot print anything');
    await send(page);
    await page.getByText('#1042').waitFor();
    expect(sent()[0]?.key).not.toBe(key);
  });

  test('what the server finds wrong stands at its field', async () => {
    const { page } = await open();
    await fillIn(page);
    const errors = [{ in: 'body', pointer: '/email', code: 'own_address', message: 'is an address of this desk' }];
    await page.route('**/api/help-form/requests', (route) => problem(route, 400, 'invalid_request', { errors }));
    await send(page);
    await page.getByText('This is our own address.').waitFor();
    await expect.poll(() => focused(page)).toBe('email');
  });

  test('after too many messages it says how long to wait, and waits', async () => {
    const { page, sent } = await open();
    await fillIn(page);
    await page.route('**/api/help-form/requests', (route) =>
      problem(route, 429, 'too_many_requests', {}, { 'retry-after': '840' }),
    );
    await send(page);
    await page
      .getByRole('alert')
      .getByText(/Yours can be sent in 1[34] min/)
      .waitFor();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('button', { name: 'Send message' }).getAttribute('aria-disabled')).toBe('true');
    expect(sent()).toEqual([]);
    await checkAccessibility(page);
    await screenshot(page, 'help-wait', { viewport: { width: 390, height: 844 }, fullPage: true });
  });

  test('a form that was open for too long is opened anew, with all that was written', async () => {
    const { page, sent } = await open();
    await fillIn(page);
    await choose(page, 'a.png');
    await page.getByRole('listitem').getByText('a.png').waitFor();
    await page.route(
      '**/api/help-form/requests',
      (route) => problem(route, 400, 'invalid_request', ofToken('expired')),
      {
        times: 1,
      },
    );
    await send(page);
    await page.getByText('This page was open for a long time.').waitFor();
    await page.getByText('The files are no longer there.').waitFor();
    await send(page);
    await page.getByText('#1042').waitFor();
    expect(JSON.parse(sent()[0]?.body ?? '')).toMatchObject({ name: 'Zoe Quist', attachmentIds: [] });
  });

  test('files that are too many or too large are not taken, and it is said why', async () => {
    const { page, asked } = await open();
    const large = { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(10_000_001) };
    await page.locator('input[type=file]').setInputFiles(large);
    await page.getByText('“film.mp4” has 10 MB. A file can have 10 MB.').waitFor();
    expect(asked.map(({ request }) => request)).toEqual(['GET ']);
    await checkAccessibility(page);
    await choose(page, ...Array.from({ length: 11 }, (_, count) => `${String(count)}.png`));
    await page.getByText('“10.png” is one too many: 10 files can be sent at once.').waitFor();
    await expect.poll(() => page.getByRole('listitem').count()).toBe(10);
  });

  test('a file can be dropped, uploaded again when it failed, and removed', async () => {
    const { page, asked, sent } = await open();
    await fillIn(page);
    await page.route('**/api/help-form/files', (route) => route.abort(), { times: 1 });
    const data = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['bytes'], 'log.txt', { type: 'text/plain' }));
      return transfer;
    });
    await page.dispatchEvent('.drop', 'dragover', { dataTransfer: data });
    await page.locator('.drop.over').waitFor();
    await screenshot(page, 'help-drop', { viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
    await page.dispatchEvent('.drop', 'drop', { dataTransfer: data });
    await page.getByText('Not uploaded').waitFor();
    await send(page);
    await page.getByText('Some files are not uploaded.').waitFor();
    expect(sent()).toEqual([]);
    await lookAtPage(page, 'help-failed-file', { fullPage: true });
    await page.getByRole('button', { name: 'Upload log.txt again' }).click();
    await page.getByText('Not uploaded').waitFor({ state: 'detached' });
    await page.getByText('5 byte').waitFor();
    await page.getByRole('button', { name: 'Remove log.txt' }).click();
    await expect.poll(() => asked.at(-1)?.request).toMatch(/^DELETE \/files\/0192/);
    await send(page);
    await page.getByText('#1042').waitFor();
    expect(JSON.parse(sent()[0]?.body ?? '')).toMatchObject({ attachmentIds: [] });
  });

  test('the page of what was sent is nobody’s who sent nothing', async () => {
    const { page } = await open();
    await page.goto(`${ui}/help/sent`);
    await page.getByRole('heading', { name: 'How can we help?' }).waitFor();
  });

  test('German browsers are asked in German', async () => {
    const page = await browser.openPage({ locale: 'de-AT', allow: [/status of 401/] });
    await page.route('**/api/session', (route) => problem(route, 401, 'unauthenticated'));
    await page.route('**/api/help-form', (route) => route.fulfill({ json: { token: 'token' } }));
    await page.routeWebSocket(/socket\.io/, () => undefined);
    await page.goto(`${ui}/help`);
    await page.getByRole('heading', { name: 'Wie können wir helfen?' }).waitFor();
    await page.getByRole('button', { name: 'Nachricht senden' }).click();
    await page.getByText('Geben Sie Ihren Namen ein').waitFor();
    await checkAccessibility(page);
    await screenshot(page, 'help-german', {
      viewport: { width: 390, height: 844 },
      colorScheme: 'light',
      fullPage: true,
    });
  });
});

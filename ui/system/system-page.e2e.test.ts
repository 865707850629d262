import type { LatestSelfCheckView, SelfCheckView } from '#domain/contracts/self-check';
import { openBrowser, screenshot, type TestBrowser } from '#testkit/browser';
import { checkAccessibility } from '#testkit/check-accessibility';
import { insertSelfCheck } from '#testkit/factories/self-check';
import { startFaultProxy, type FaultProxy } from '#testkit/fault-proxy';
import { freePort } from '#testkit/free-port';
import { needs } from '#testkit/requirements';
import { startProduct, type RunningProduct } from '#testkit/running-product';
import { serveUi } from '#testkit/serve-ui';
import { testStack } from '#testkit/stack';
import { waitUntil } from '#testkit/wait-until';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatNumber as formatIn } from '../shared/format/format-number.ts';

const formatNumber = (value: number) => formatIn(value, { tag: 'en-GB' });

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];
const colorSchemes = ['light', 'dark'] as const;

describe.runIf(needs('chromium'))('the system page', () => {
  let product: RunningProduct;
  let wire: FaultProxy;
  let browser: TestBrowser;
  let ui: string;
  let uiElsewhere: string;

  beforeAll(async () => {
    const port = await freePort();
    wire = await startFaultProxy({ to: testStack().temporalAddress });
    const apiEnv = { TEMPORAL_ADDRESS: wire.address, FRONTEND_URL: `http://localhost:${port}` };
    product = await startProduct({ apiEnv });
    ui = await serveUi({ apiUrl: product.apiUrl });
    uiElsewhere = await serveUi({ apiOrigin: product.apiUrl, port });
    browser = await openBrowser();
  });

  const open = async (options: Parameters<TestBrowser['openPage']>[0] = {}, address = ui) => {
    const page = await browser.openPage(options);
    await page.goto(`${address}/system`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };
  const button = (page: Page) => page.getByRole('button', { name: 'Run self-check' });
  const finished = (page: Page) => page.getByText(/[\d,]+ ms in all/);
  const latest = async () => {
    const reply = await fetch(`${product.apiUrl}/api/self-checks/latest`);
    return ((await reply.json()) as LatestSelfCheckView).selfCheck;
  };
  /** Begin a self-check by a person's act and wait until it is over, by the API's word. */
  const runBy = async (act: () => Promise<void>): Promise<SelfCheckView> => {
    const before = await latest();
    await act();
    return waitUntil('another self-check is over', async () => {
      const check = await latest();
      return check?.id !== before?.id && check?.finishedAt != null && check;
    });
  };
  /** Wait until a page shows the end of this self-check, of no earlier one. */
  const shows = async (page: Page, { requestedAt, finishedAt }: SelfCheckView) => {
    await page.getByText(requestedAt.slice(11, 19), { exact: true }).waitFor();
    const milliseconds = Date.parse(finishedAt ?? '') - Date.parse(requestedAt);
    await page.getByText(`${formatNumber(milliseconds)} ms in all`, { exact: true }).waitFor();
  };
  const live = (page: Page) => page.getByText('Live', { exact: true }).waitFor();

  test('before the first self-check it says so, and what to do', async () => {
    const page = await open();
    await page.getByText('No self-check in the last 24 hours').waitFor();
    await page.getByText('NixFlow is running').waitFor();
    expect(await page.getByText('Connected', { exact: true }).count()).toBe(3);
    await checkAccessibility(page);
    await screenshot(page, 'system-page-empty', {
      viewport: sizes[0] ?? { width: 0, height: 0 },
      colorScheme: 'light',
    });
  });

  test('one that nobody finished has stopped, and does not keep another from being run', async () => {
    const client = new pg.Client({ connectionString: product.database.url });
    await client.connect();
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    await insertSelfCheck(client, { requestedAt: minutesAgo(3), activityAt: minutesAgo(3) });
    await client.end();
    const page = await open();
    await page.getByRole('alert').getByText('Nobody finished it.').waitFor();
    await page.getByText('stopped here').waitFor();
    await checkAccessibility(page);
    for (const viewport of sizes) {
      for (const colorScheme of colorSchemes)
        await screenshot(page, 'system-page-abandoned', { viewport, colorScheme });
    }
    await shows(page, await runBy(() => button(page).click()));
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('by keyboard: the stages appear live in every browser, without a reload', async () => {
    const [page, colleague] = [await open(), await open()];
    await Promise.all([live(page), live(colleague)]);
    // The colleague's page learns nothing by asking, so only its socket can bring it.
    await colleague.route('**/api/self-checks/latest', (route) => route.fulfill({ json: { selfCheck: null } }));
    const check = await runBy(async () => {
      // The way into the product comes first.
      await page.keyboard.press('Tab');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.locator('[aria-current=step]', { hasText: 'Durable timer' }).waitFor();
    });
    await Promise.all([shows(page, check), shows(colleague, check)]);
    await page
      .getByRole('status')
      .getByText(/^Self-check finished in [\d,]+ milliseconds\.$/)
      .waitFor();
    expect(await page.getByText(/^\d+ ms late$/).count()).toBe(1);
    await button(page).waitFor();
  });

  test('a page without sockets follows by asking', async () => {
    const page = await open({ allow: [/socket\.io/] });
    await page.route('**/socket.io/**', (route) => route.abort());
    await page.routeWebSocket(/socket\.io/, (socket) => socket.close());
    await page.reload();
    await page.getByText('Not live').waitFor();
    await shows(page, await runBy(() => button(page).click()));
    await button(page).waitFor();
  });

  test('from another origin than the API’s it works as well', async () => {
    const page = await open({}, uiElsewhere);
    await live(page);
    await shows(page, await runBy(() => button(page).click()));
  });

  test.each(sizes.flatMap((viewport) => colorSchemes.map((colorScheme) => ({ viewport, colorScheme }))))(
    'at $viewport.width px, $colorScheme: nothing sticks out, nobody is kept out',
    async ({ viewport, colorScheme }) => {
      const page = await open({ viewport, colorScheme });
      await live(page);
      await button(page).click();
      await page.locator('[aria-current=step]', { hasText: 'Durable timer' }).waitFor();
      await screenshot(page, 'system-page-running', { viewport, colorScheme });
      await checkAccessibility(page);
      await button(page).waitFor();
      await finished(page).waitFor();
      await screenshot(page, 'system-page', { viewport, colorScheme });
      await checkAccessibility(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    },
  );

  test('an engine that is away is said in words, with the way on', async () => {
    await wire.cut();
    const page = await open({ allow: [/503/] });
    await page.getByText('NixFlow runs without Temporal').waitFor();
    await button(page).click();
    const alert = page.getByRole('alert');
    await alert.getByText('The engine does not answer: Temporal is away.').waitFor();
    expect(await alert.textContent()).toContain('npm start');
    await page.getByText('stopped here').waitFor();
    for (const colorScheme of colorSchemes) {
      await screenshot(page, 'system-page-engine-away', { viewport: { width: 1440, height: 900 }, colorScheme });
      await checkAccessibility(page);
    }
    await wire.mend();
    await page.getByText('NixFlow is running').waitFor();
  });
});

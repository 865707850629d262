import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, screenshot, type TestBrowser } from './browser.ts';
import { checkAccessibility } from './check-accessibility.ts';
import { freePort } from './free-port.ts';
import { needs } from './requirements.ts';
import { watchPage } from './watch-page.ts';

const pages: Readonly<Record<string, string>> = {
  '/good':
    '<main><h1>Tickets</h1><p>All answered.</p></main><style>@media (prefers-color-scheme: dark) { html { background: black; color: white } }</style>',
  '/poor': '<main><h1>Tickets</h1><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><input></main>',
  '/errors':
    '<main><h1>x</h1></main><script>console.error("no such ticket"); setTimeout(() => { throw new Error("broken") })</script>',
  '/missing': '<main><h1>x</h1></main><script src="/nowhere.js"></script>',
  '/dropped': '<main><h1>x</h1></main><script>fetch("/drop").catch(() => {})</script>',
  '/tracked': '<main><h1>x</h1></main><img src="https://tracker.example/pixel.gif" alt="">',
  '/socket': '<main><h1>x</h1></main><script>new WebSocket("wss://tracker.example/live")</script>',
};

describe.runIf(needs('chromium'))('the browser', () => {
  let server: Server;
  let origin: string;
  let browser: TestBrowser;

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    server = createServer(({ url = '' }, response) => {
      const body = pages[url];
      if (url === '/drop') response.destroy();
      else if (body === undefined) response.writeHead(url === '/favicon.ico' ? 204 : 404).end();
      else
        response
          .setHeader('content-type', 'text/html')
          .end(`<!doctype html><html lang="en"><title>Desk</title>${body}`);
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    browser = await openBrowser();
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Everything a page complains of, by a watch of the test's own; the page itself may do anything. */
  const complaintsOf = async (path: string) => {
    const page = await browser.openPage({ allow: [/./] });
    const watch = await watchPage(page, []);
    await page.goto(origin + path);
    await page.waitForLoadState('networkidle');
    return watch.complaints();
  };

  it('shows a page that gives no cause for complaint', async () => {
    const page = await browser.openPage();
    await page.goto(`${origin}/good`);
    expect(await page.getByRole('heading').textContent()).toBe('Tickets');
  });

  it('hears errors in the console and exceptions', async () => {
    const complaints = await complaintsOf('/errors');
    expect(complaints).toEqual([
      expect.stringContaining('console: no such ticket'),
      expect.stringContaining('exception: Error: broken'),
    ]);
  });

  it('hears of what could not be loaded', async () => {
    expect(await complaintsOf('/missing')).toEqual([expect.stringMatching(/404.*nowhere\.js/)]);
    expect(await complaintsOf('/dropped')).toContainEqual(expect.stringMatching(/request failed: GET .*\/drop /));
  });

  it('catches and stops what is asked of another machine', async () => {
    expect(await complaintsOf('/tracked')).toContain('asked another machine: https://tracker.example/pixel.gif');
    expect(await complaintsOf('/socket')).toContain('asked another machine: wss://tracker.example/live');
  });

  it.fails('fails a test whose page complained', async () => {
    const page = await browser.openPage();
    await page.goto(`${origin}/tracked`);
  });

  it('lets pass what the test allows', async () => {
    const page = await browser.openPage({ allow: [/tracker\.example/, /ERR_ADDRESS_UNREACHABLE/] });
    await page.goto(`${origin}/tracked`);
  });

  it('takes pictures of each size and colour', async () => {
    const page = await browser.openPage();
    await page.goto(`${origin}/good`);
    const viewport = { width: 390, height: 844 };
    const light = await screenshot(page, 'testkit-good', { viewport, colorScheme: 'light' });
    const dark = await screenshot(page, 'testkit-good', { viewport, colorScheme: 'dark' });
    expect(light).toMatch(/screenshots\/testkit-good-390x844-light\.png$/);
    expect(existsSync(light)).toBe(true);
    expect(readFileSync(light).equals(readFileSync(dark))).toBe(false);
  });

  it('finds what keeps people out, and says where', async () => {
    const page = await browser.openPage();
    await page.goto(`${origin}/good`);
    await checkAccessibility(page);
    await page.goto(`${origin}/poor`);
    const failure = await checkAccessibility(page).then(
      () => '',
      (error: unknown) => (error as Error).message,
    );
    expect(failure).toContain('image-alt (critical)');
    expect(failure).toContain('<img src="data:image/gif');
    expect(failure).toContain('label (critical)');
  });
});

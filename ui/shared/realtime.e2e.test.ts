import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changePriority } from '#commands/tickets/change-priority';
import { openTicket } from '#commands/tickets/open-ticket';
import type { StaffActor } from '#domain/permissions/actor';
import { openRedis } from '#process/open-redis';
import { sendTicketChanged } from '#process/publish-realtime';
import { apiSecret, startApiProcesses, type ApiProcesses } from '#testkit/api-processes';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { openBrowser, type TestBrowser } from '#testkit/browser';
import { insertCustomer, insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { freePort } from '#testkit/free-port';
import { logInMemory } from '#testkit/log-in-memory';
import { needs } from '#testkit/requirements';
import { signTestToken } from '#testkit/test-token';
import type { Page } from 'playwright-core';
import { build, preview, type ProxyOptions } from 'vite';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

const livePage = 'shared/fixtures/live-page.html';

describe.runIf(needs('chromium'))('a page of somebody who is signed in', () => {
  let desk: ApiProcesses;
  let browser: TestBrowser;
  let outDir: string;
  let ada: StaffActor;
  let bob: StaffActor;
  let addresses: Map<StaffActor, string>;
  let ticketId: string;
  let change: (priority: 'low' | 'high') => Promise<void>;

  beforeAll(async () => {
    desk = await startApiProcesses();
    outDir = mkdtempSync(join(tmpdir(), 'nixflow-live-page-'));
    atEndOfFile('live page', () => {
      rmSync(outDir, { recursive: true });
    });
    await build({
      logLevel: 'warn',
      build: { outDir, chunkSizeWarningLimit: 2_000, rolldownOptions: { input: `ui/${livePage}` } },
    });
    ada = await insertStaff(desk.pool, { role: 'supervisor' });
    bob = await insertStaff(desk.pool, { role: 'supervisor' });
    addresses = new Map([
      [ada, await serveAs(ada, desk.apis[0].origin)],
      [bob, await serveAs(bob, desk.apis[1].origin)],
    ]);
    browser = await openBrowser();
  });
  beforeEach(async () => {
    const { pool } = desk;
    const redis = openRedis({ url: desk.redis.url, logger: logInMemory().logger });
    atEndOfFile('redis', () => redis.disconnect());
    const context = { pool, actor: ada, deliverSoon: () => undefined };
    const customer = await insertCustomer(pool);
    ticketId = (await openTicket(context, buildOpenTicketInput(customer.id))).ticketId;
    change = async (priority) => {
      const { revision, seq } = await changePriority(context, { ticketId, priority });
      await sendTicketChanged(redis, { type: 'ticket.changed', ticketId, revision, seq }, []);
    };
  });

  /** Serve the page by a proxy that says who asks, in place of the cookie of a session. */
  async function serveAs(who: StaffActor, target: string): Promise<string> {
    const port = await freePort();
    const headers = { authorization: `Bearer ${await signTestToken(apiSecret, who)}` };
    const proxy: Record<string, ProxyOptions> = {
      '/api': { target, headers },
      '/socket.io': { target, headers, ws: true },
    };
    const server = await preview({
      logLevel: 'silent',
      build: { outDir },
      preview: { host: 'localhost', port, proxy },
    });
    atEndOfFile('ui', () => server.close());
    return `http://localhost:${port}/${livePage}`;
  }
  const open = async (who: StaffActor, options: Parameters<TestBrowser['openPage']>[0] = {}) => {
    const page = await browser.openPage(options);
    await page.goto(`${addresses.get(who) ?? ''}?${ticketId}`);
    return page;
  };
  const says = (page: Page, what: 'connection' | 'revision' | 'people', text: string | RegExp) =>
    expect.poll(() => page.getByRole('status', { name: what }).textContent()).toMatch(text);

  test('sees what others do on another process, and who is there and replies, until they close it', async () => {
    const [adas, bobs] = [await open(ada), await open(bob)];
    for (const page of [adas, bobs]) {
      await says(page, 'connection', 'connected');
      await says(page, 'people', /^Staff \d+ viewing, Staff \d+ viewing$/);
    }
    await change('high');
    for (const page of [adas, bobs]) await says(page, 'revision', '2');
    await bobs.getByRole('button', { name: 'Reply' }).click();
    await says(adas, 'people', /^Staff \d+ viewing, Staff \d+ replying$/);
    await bobs.getByRole('button', { name: 'Reply' }).click();
    await says(adas, 'people', /^Staff \d+ viewing, Staff \d+ viewing$/);
    await bobs.getByRole('button', { name: 'Close' }).click();
    await says(adas, 'people', /^Staff \d+ viewing$/);
    await bobs.getByRole('button', { name: 'Close' }).click();
    await says(adas, 'people', /^Staff \d+ viewing, Staff \d+ viewing$/);
    await bobs.close();
    await says(adas, 'people', /^Staff \d+ viewing$/);
  });

  test('is not there while nobody sees the page, unless they reply', async () => {
    const [adas, bobs] = [await open(ada), await open(bob)];
    await says(adas, 'people', /viewing, .* viewing/);
    const hide = (isHidden: boolean) =>
      bobs.evaluate((hidden) => {
        Object.defineProperty(document, 'visibilityState', {
          value: hidden ? 'hidden' : 'visible',
          configurable: true,
        });
        document.dispatchEvent(new Event('visibilitychange'));
      }, isHidden);
    await hide(true);
    await says(adas, 'people', /^Staff \d+ viewing$/);
    await hide(false);
    await says(adas, 'people', /viewing, .* viewing/);
    await bobs.getByRole('button', { name: 'Reply' }).click();
    await hide(true);
    await says(adas, 'people', /viewing, .* replying/);
  });

  test('follows without sockets by asking, and says that it does', async () => {
    const page = await open(ada, { allow: [/socket\.io/] });
    await says(page, 'connection', 'connected');
    await page.route('**/socket.io/**', (route) => route.abort());
    await page.routeWebSocket(/socket\.io/, (socket) => socket.close());
    await page.reload();
    await says(page, 'connection', 'polling');
    await change('high');
    await says(page, 'revision', '2');
  });

  test('connects anew when it is told that somebody signed in', async () => {
    const page = await open(ada);
    await says(page, 'connection', 'connected');
    await page.getByRole('button', { name: 'Reconnect' }).click();
    await says(page, 'people', /^Staff \d+ viewing$/);
    await change('high');
    await says(page, 'revision', '2');
  });
});

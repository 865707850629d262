import { openBrowser } from '#testkit/browser';
import { needs } from '#testkit/requirements';
import { serveTestApp } from '#testkit/serve-test-app';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { healthEndpoints } from '../health/health-endpoints.ts';

const here = () => Promise.resolve();
const endpoints = healthEndpoints({ health: { database: here, redis: here, temporal: here }, phase: () => 'running' });

test.skipIf(!needs('chromium'))(
  'the page lists every endpoint and calls one, within its policy and its origin',
  async () => {
    const { origin } = await serveTestApp(endpoints);
    const browser = await openBrowser();
    const page = await browser.openPage();
    await page.goto(`${origin}/api/docs`);
    await page.getByRole('heading', { name: /^NixFlow/ }).waitFor();
    await expect.poll(() => page.locator('.opblock').count()).toBe(endpoints.length);

    const health = page.locator('.opblock', { hasText: '/health' });
    await health.locator('.opblock-summary').click();
    await health.getByRole('button', { name: 'Try it out' }).click();
    await health.getByRole('button', { name: 'Execute' }).click();
    await health.getByText('"connected"').first().waitFor();
  },
);

test.skipIf(!needs('chromium'))('what is tried out is sent as a page of whoever is signed in', async () => {
  const get = { method: 'get', path: '/session', summary: 'Who is signed in' } as const;
  const post = { method: 'post', path: '/echo', summary: 'What a page shows' } as const;
  const { origin } = await serveTestApp([
    endpoint({
      ...get,
      reply: z.strictObject({ csrfToken: z.string() }),
      handle: () => ({ csrfToken: 'of-this-page' }),
    }),
    endpoint({
      ...{ ...post, reply: z.strictObject({ shown: z.string() }) },
      handle: (_, { caller }) => ({ shown: String(caller.headers['x-csrf-token']) }),
    }),
  ]);
  const page = await (await openBrowser()).openPage();
  await page.goto(`${origin}/api/docs`);
  const echo = page.locator('.opblock', { hasText: '/echo' });
  await echo.locator('.opblock-summary').click();
  await echo.getByRole('button', { name: 'Try it out' }).click();
  await echo.getByRole('button', { name: 'Execute' }).click();
  await echo.getByText('"of-this-page"').first().waitFor();
});

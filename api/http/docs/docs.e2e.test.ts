import { openBrowser } from '#testkit/browser';
import { needs } from '#testkit/requirements';
import { serveTestApp } from '#testkit/serve-test-app';
import { expect, test } from 'vitest';
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

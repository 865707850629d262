import { openBrowser, screenshot, type TestBrowser } from '#testkit/browser';
import { checkAccessibility } from '#testkit/check-accessibility';
import { needs } from '#testkit/requirements';
import { serveUi } from '#testkit/serve-ui';
import { beforeAll, describe, expect, test } from 'vitest';

const [light, dark] = ['light', 'dark'] as const;
const looks = [
  { viewport: { width: 1920, height: 1080 }, colorScheme: light },
  { viewport: { width: 1440, height: 900 }, colorScheme: light },
  { viewport: { width: 1440, height: 900 }, colorScheme: dark },
  { viewport: { width: 1024, height: 768 }, colorScheme: light },
  { viewport: { width: 1024, height: 768 }, colorScheme: dark },
  { viewport: { width: 800, height: 900 }, colorScheme: light },
  { viewport: { width: 390, height: 844 }, colorScheme: light },
  { viewport: { width: 390, height: 844 }, colorScheme: dark },
];

describe.runIf(needs('chromium'))('the gallery', () => {
  let ui: string;
  let browser: TestBrowser;

  beforeAll(async () => {
    ui = await serveUi();
    browser = await openBrowser();
  });

  const open = async (path: string, options: Parameters<TestBrowser['openPage']>[0] = {}) => {
    const page = await browser.openPage(options);
    await page.goto(`${ui}${path}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    return page;
  };

  test.each([1680, 1024, 390])('shows every component at %i px, and nobody is kept out', async (width) => {
    const page = await open('/dev/gallery', { viewport: { width, height: 900 } });
    // Frames take their height when their mail is there; what is below them moves until then.
    await page.locator('iframe').last().contentFrame().getByText('Written for white paper').waitFor();
    await checkAccessibility(page);
    await screenshot(page, 'gallery', { fullPage: true });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  test('says it in German as well, and has room for it', async () => {
    const page = await open('/dev/gallery', { locale: 'de-DE', viewport: { width: 1680, height: 900 } });
    await checkAccessibility(page);
    await screenshot(page, 'gallery-german', { fullPage: true });
  });

  test('letters are our own, from our own server', async () => {
    const page = await open('/dev/gallery');
    expect(await page.evaluate(() => document.fonts.check('13px "Inter Variable"'))).toBe(true);
  });

  test('a dialog takes focus, keeps it and gives it back', async () => {
    const page = await open('/dev/gallery');
    const opener = page.getByRole('button', { name: 'Open a dialog' }).first();
    await opener.click();
    const dialog = page.getByRole('dialog', { name: 'Hanne wrote while you were typing' });
    await dialog.waitFor();
    await checkAccessibility(page);
    await screenshot(page, 'dialog', { colorScheme: 'light' });
    await screenshot(page, 'dialog', { colorScheme: 'dark' });
    for (let step = 0; step < 6; step += 1) {
      await page.keyboard.press('Tab');
      expect(await dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('an outcome can be taken back by its key; a failure stays until it was read', async () => {
    const page = await open('/dev/gallery');
    await page.getByRole('button', { name: 'Say what was done' }).first().click();
    const corner = page.getByRole('region', { name: 'Notices' });
    await corner.getByText('#1042 resolved').waitFor();
    await page.getByRole('button', { name: 'Say what failed' }).first().click();
    await checkAccessibility(page);
    await page.keyboard.press('z');
    await corner.getByText('#1042 resolved').waitFor({ state: 'detached' });
    await corner.getByRole('button', { name: 'Dismiss' }).click();
    await corner.getByRole('alert').waitFor({ state: 'detached' });
  });

  test.each(looks)('a workspace at $viewport.width px, $colorScheme', async ({ viewport, colorScheme }) => {
    const page = await open('/dev/gallery/workspace?ticket=1042', { viewport, colorScheme });
    await page.getByRole('log').waitFor();
    await screenshot(page, 'workspace-ticket', { viewport, colorScheme });
    await checkAccessibility(page);
    await page.goto(`${ui}/dev/gallery/workspace`);
    await page.getByText('Handhelds drop off Wi-Fi').waitFor();
    await screenshot(page, 'workspace-list', { viewport, colorScheme });
    await checkAccessibility(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });

  test('a list is walked by keyboard: down, up, tick, open', async () => {
    const page = await open('/dev/gallery/workspace', { viewport: { width: 1440, height: 900 } });
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByText('2 selected').waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/workspace?ticket=1017');
    await page.getByRole('heading', { level: 1, name: 'Handhelds drop off Wi-Fi in the cold store' }).waitFor();
  });

  test('in a narrow window the panel comes as a drawer', async () => {
    const page = await open('/dev/gallery/workspace?ticket=1042', { viewport: { width: 1024, height: 768 } });
    await page.getByRole('button', { name: 'Details' }).click();
    await page.getByRole('dialog', { name: 'Details' }).getByText('Next reply').waitFor();
    await checkAccessibility(page);
    await screenshot(page, 'workspace-drawer');
  });
});

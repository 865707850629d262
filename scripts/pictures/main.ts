import { execFileSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { knownAdmin } from '#domain/people/known-admin';
import { findChromium } from '#ground/parts/test-programs';
import { checkout } from '#ground/paths';
import { drawTerminal } from './draw-terminal.ts';
import { startInstallation } from './start-installation.ts';

/**
 * `npm run pictures`: the pictures in docs/pictures, of the product as it is. A fresh `npm start` is walked through as
 * somebody new would, in a data folder of its own, and ended. The usual ports should be free, since the start screen shows them.
 */
const folder = join(checkout, 'docs', 'pictures');
const dataFolder = join(checkout, '.data', 'pictures');
const largestBytes = 250_000;

async function take(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  const { size } = statSync(path);
  process.stdout.write(`docs/pictures/${name}.png  ${String(Math.round(size / 1000))} kB\n`);
  if (size > largestBytes) throw new Error(`${name}.png is larger than ${String(largestBytes / 1000)} kB.`);
}

async function takeScreen(page: Page, screen: string): Promise<void> {
  await page.setContent(drawTerminal('npm start', screen.replaceAll('.data/pictures', '.data')));
  const box = await page.locator('pre').boundingBox();
  if (box) await page.setViewportSize({ width: Math.ceil(box.width), height: Math.ceil(box.height) });
  await take(page, 'start-screen');
}

async function signIn(page: Page, app: string): Promise<void> {
  const own = 'a password of my own';
  await page.goto(app);
  await page.locator('[name=email]').fill(knownAdmin.email);
  await page.locator('[name=password]').fill(knownAdmin.password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
  await page.locator('[autocomplete=current-password]').fill(knownAdmin.password);
  for (const field of await page.locator('[autocomplete=new-password]').all()) await field.fill(own);
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'All open' }).waitFor();
}

async function takeDesk(page: Page, app: string): Promise<void> {
  await page.getByText('Export stops at 1,000 rows').first().click();
  await page.getByText('Our monthly export').waitFor();
  await page.getByRole('textbox', { name: 'Reply' }).waitFor();
  await page.mouse.move(0, 0);
  await page.getByText('Password saved').waitFor({ state: 'hidden' });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await take(page, `ticket-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${app}/mail/caught`);
  await page
    .getByRole('link', { name: /The printer smokes/ })
    .first()
    .click();
  await page.getByText('We received your message and will answer').waitFor();
  await take(page, 'mail');
}

async function takeForm(page: Page, app: string): Promise<void> {
  await page.goto(`${app}/help`);
  await page.getByLabel('Your name').fill('Ada Okafor');
  await page.getByLabel('E-mail address').fill('ada@harbor-coffee.example');
  await page.getByLabel('Subject').fill('The second till prints no receipts');
  await page.getByLabel('Message').fill('Since this morning. The paper is new, and the lamp is green.');
  await take(page, 'help');
}

const chromiumPath = findChromium();
if (chromiumPath === undefined) throw new Error('No Chromium or Chrome was found; CHROMIUM_PATH names one.');
rmSync(dataFolder, { recursive: true, force: true });
const installation = await startInstallation(dataFolder);
try {
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const look = { locale: 'en-GB', viewport: { width: 1440, height: 900 } };
  const [terminal, desk, customer] = [
    await browser.newPage(look),
    await browser.newPage(look),
    await browser.newPage(look),
  ];
  await takeScreen(terminal, installation.screen);
  await signIn(desk, installation.app);
  execFileSync('sh', ['-c', installation.hint], { cwd: checkout, stdio: 'ignore' });
  const waiting = desk.getByRole('button', { name: /new: show/ });
  await waiting.or(desk.getByText('The printer smokes')).first().waitFor();
  await takeDesk(desk, installation.app);
  await takeForm(customer, installation.app);
  await browser.close();
} finally {
  await installation.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}

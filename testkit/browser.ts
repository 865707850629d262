import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterEach } from 'vitest';
import { atEndOfFile } from './at-end-of-file.ts';
import { requirePart } from './requirements.ts';
import { testStack } from './stack.ts';
import { type PageWatch, watchPage } from './watch-page.ts';

/** A Chromium of a test file's own. */
export interface TestBrowser {
  /**
   * A page of a person's own: cookies and storage are shared with no other page. Closes with the test.
   *
   * The test fails when the page logs an error, throws, fails to load something, or asks anything of another machine
   * (which it never gets), unless one of `allow` matches what the complaint says.
   */
  openPage(options?: PageOptions): Promise<Page>;
  close(): Promise<void>;
}

/** Settings of a page, and which complaints it may cause. */
export interface PageOptions extends BrowserContextOptions {
  readonly allow?: readonly RegExp[];
}

/** How a page is to be shown for a picture. */
export interface ScreenshotOptions {
  /** In CSS pixels; as it is unless told. */
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** The whole page, however long. */
  readonly fullPage?: boolean;
}

const watches = new Map<Page, PageWatch>();

/** Nothing of the browser's own may go out, and no name but this machine's is found. */
const browserArguments = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

/** Start Chromium without a window. Ends with the test file. @throws {Error} there is none: say `needs('chromium')` before */
export async function openBrowser(): Promise<TestBrowser> {
  const executablePath = requirePart('chromium', testStack().chromium);
  // Chromium refuses its sandbox to root.
  const args = [...browserArguments, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const browser = await chromium.launch({ executablePath, args });
  const close = () => browser.close();
  atEndOfFile('browser', close);
  return {
    async openPage({ allow = [], ...options } = {}) {
      const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
      const page = await context.newPage();
      watches.set(page, await watchPage(page, allow));
      return page;
    },
    close,
  };
}

/**
 * Take a picture of a page into `screenshots/` of the run's folder, motion stopped and caret hidden.
 *
 * @returns the file, named for the page, its size and its colours
 */
export async function screenshot(page: Page, name: string, options: ScreenshotOptions = {}): Promise<string> {
  const { viewport, colorScheme, fullPage = false } = options;
  if (viewport !== undefined) await page.setViewportSize(viewport);
  if (colorScheme !== undefined) await page.emulateMedia({ colorScheme });
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const folder = join(testStack().dir, 'screenshots');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}-${width}x${height}${colorScheme === undefined ? '' : `-${colorScheme}`}.png`);
  await page.screenshot({ path, fullPage, animations: 'disabled', caret: 'hide' });
  return path;
}

afterEach(async () => {
  const seen = [...watches];
  watches.clear();
  const complaints = seen.flatMap(([, watch]) => watch.complaints());
  for (const [page] of seen) await page.context().close();
  if (complaints.length > 0) throw new Error(`The browser complained:\n- ${complaints.join('\n- ')}`);
});

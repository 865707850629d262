import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { screenshot } from './browser.ts';
import { checkAccessibility } from './check-accessibility.ts';

/** The windows every page is looked at in: a desk's, a small laptop's, a phone's; in CSS pixels. */
export const windows = {
  desk: { width: 1440, height: 900 },
  laptop: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
} as const;

/** A window that pages are looked at in. */
export type Window = keyof typeof windows;

/** What differs from a look at all windows as they are. */
export interface LookOptions {
  /** All of them unless told. */
  readonly in?: readonly Window[];
  /** The picture takes in the whole page, however long. */
  readonly fullPage?: boolean;
}

const settlesWithinMs = 1_000;
const isWindow = (name: string): name is Window => name in windows;

/**
 * Look at a page as it stands, in each window, light and dark: take a picture, ask axe, and see that nothing sticks out.
 * Its window is as before then.
 *
 * @throws {Error} of all that is wrong, by window and colours
 */
export async function lookAtPage(page: Page, name: string, options: LookOptions = {}): Promise<void> {
  const faults: string[] = [];
  const before = page.viewportSize();
  for (const window of options.in ?? Object.keys(windows).filter(isWindow)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await screenshot(page, name, { viewport: windows[window], colorScheme, fullPage: options.fullPage ?? false });
      const found = await faultsOf(page);
      faults.push(...found.map((fault) => `${name}, ${window}, ${colorScheme}: ${fault}`));
    }
  }
  if (before) await page.setViewportSize(before);
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

/** A page that has just got other colours, another width or news may be on its way: what is wrong with it stays so. */
async function faultsOf(page: Page): Promise<string[]> {
  const look = async () => [...(await kept(() => checkAccessibility(page))), ...(await whatSticksOut(page))];
  const atOnce = await look();
  if (atOnce.length === 0) return [];
  await wait(settlesWithinMs);
  return look();
}

async function kept(check: () => Promise<void>): Promise<string[]> {
  return check().then(
    () => [],
    (error: unknown) => [error instanceof Error ? error.message : String(error)],
  );
}

/**
 * The page itself, if it can be scrolled sideways, whatever has words and stands partly beside the window where nobody can
 * scroll to it, and headings without room. What only screen readers are to find is cut to a pixel, and counts nowhere.
 */
function whatSticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.scrollingElement ?? document.documentElement;
    const wide = root.scrollWidth - innerWidth;
    // Somebody can scroll to it, or it is cut with dots on purpose.
    const isHeld = (element: Element | null): boolean => {
      if (!element) return false;
      const { overflowX, textOverflow } = getComputedStyle(element);
      const canScroll = (overflowX === 'auto' || overflowX === 'scroll') && element.scrollWidth > element.clientWidth;
      return canScroll || (textOverflow === 'ellipsis' && overflowX !== 'visible') || isHeld(element.parentElement);
    };
    const hasWords = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
    const outside = [...document.body.querySelectorAll('*')].filter((element) => {
      const { left, right, width, height } = element.getBoundingClientRect();
      if (width <= 1 || height <= 1 || !hasWords(element) || !element.checkVisibility()) return false;
      return (left < -1 || right > innerWidth + 1) && !isHeld(element.parentElement);
    });
    // What is scrolled down is not to be scrolled sideways as well.
    const wideParts = [...document.body.querySelectorAll('*')].filter((element) => {
      const { overflowX } = getComputedStyle(element);
      const isTall = element.clientHeight > 120 && element.checkVisibility();
      return (
        isTall && (overflowX === 'auto' || overflowX === 'scroll') && element.scrollWidth > element.clientWidth + 1
      );
    });
    // A heading that is cut with dots still says what it is; one that has no room does not.
    const squeezed = [...document.querySelectorAll('h1, h2')].filter((heading) => {
      const { clientWidth, scrollWidth } = heading;
      const isForEyes = heading.checkVisibility() && getComputedStyle(heading).clipPath === 'none';
      return isForEyes && clientWidth < 64 && scrollWidth > clientWidth + 1;
    });
    return [
      ...squeezed.map(({ textContent }) => `the heading “${textContent.trim().slice(0, 60)}” has no room`),
      ...wideParts.map(({ className }) => `“${className}” can be scrolled sideways`),
      ...(wide > 0 ? [`it can be scrolled sideways, by ${String(wide)} px`] : []),
      ...outside.map(({ textContent }) => `“${textContent.trim().slice(0, 60)}” stands beside the window`),
    ];
  });
}

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * Check what a page shows now against WCAG 2.2 A and AA, by axe. Frames without scripts hold what strangers wrote: there
 * axe could not run, and they are not ours to mend.
 *
 * @throws {Error} for each violation: the rule, what it asks for, and the elements that break it
 */
export async function checkAccessibility(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .exclude('iframe[sandbox]:not([sandbox~=allow-scripts])')
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  if (violations.length === 0) return;
  const told = violations.map(({ id, impact, help, helpUrl, nodes }) => {
    const where = nodes.map(({ target, html, failureSummary }) => {
      const why = failureSummary?.replace(/\n\s*/g, ' ') ?? '';
      return `    ${target.join(' ')}  ${html.slice(0, 160)}\n      ${why}`;
    });
    return `  ${id} (${impact ?? 'unrated'}): ${help}\n    ${helpUrl}\n${where.join('\n')}`;
  });
  throw new Error(`${page.url()} is not accessible:\n${told.join('\n')}`);
}

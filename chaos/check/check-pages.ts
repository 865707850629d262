import type { OpenPages } from '../pages/start-pages.ts';
import type { PagesReport } from '../pages/pages-plan.ts';
import type { Finding } from './finding.ts';

/** How much the pages did. */
export type PageFigures = Omit<PagesReport, 'differences'>;

/**
 * I5: within 15 s of quiet every open page shows what the API says afresh to the same person.
 *
 * Pages that were all told, or never, prove little: each way to keep up has to have been gone.
 *
 * @param wereCutOff their sockets were, so that they must have asked every few seconds
 */
export async function checkPages(
  pages: OpenPages,
  { wereCutOff }: { readonly wereCutOff: boolean },
): Promise<{ readonly findings: readonly Finding[]; readonly figures: PageFigures }> {
  const { differences, ...figures } = await pages.report();
  const findings: Finding[] = differences.map(({ what, fields }) => ({
    invariant: 'I5',
    what: `${what}: ${fields.join('; ')}`,
  }));
  const report = (what: string) => findings.push({ invariant: 'run', what });
  if (figures.open < pages.count)
    report(`only ${String(figures.open)} of ${String(pages.count)} pages showed something`);
  const { event, stamp, polling } = figures.asked;
  if (event === 0) report('no page was told of anything');
  if (stamp === 0) report('no page learned of anything by a stamp');
  if (wereCutOff && polling === 0) report('no page asked by itself while it was cut off');
  return { findings, figures };
}

import type { SeedResult } from './run-seed.ts';

/** The figures of a run, as lines. */
export function summarize({
  ledger,
  strikes,
  deadlines,
  executions,
  crashes,
  mail,
  pages,
  laps,
}: SeedResult): string[] {
  const { entries } = ledger;
  const count = (kind: string) => entries.filter(({ answer }) => answer.kind === kind).length;
  const retried = entries.filter(({ tries }) => tries > 1).length;
  const found = strikes.filter((strike) => strike.found);
  const { lateness, due } = deadlines;
  const at = (share: number) => lateness[Math.min(lateness.length - 1, Math.floor(share * lateness.length))] ?? 0;
  const refusals = tally(entries.flatMap(({ answer }) => (answer.kind === 'refused' ? [answer.code] : [])));
  return [
    `  commands: ${entries.length}, ${count('acknowledged')} acknowledged, ${count('refused')} refused (${refusals}), ${retried} asked again`,
    `  due instants: ${due}, ${lateness.length} recorded; late beyond outages: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${lateness.at(-1) ?? 0} ms`,
    `  strikes: ${found.length} with work in flight, ${strikes.length - found.length} with nobody there; ${tally(found.map(({ kind }) => kind))}`,
    `  points: ${tally(found.map(({ point }) => point))}`,
    `  executions: ${executions.executions} (${Object.entries(executions.byStatus).map(([status, times]) => `${status} ${times}`).join(', ')}), the longest ${executions.longestEvents} events`, // prettier-ignore
    `  mail: ${mail.taken} letters taken; of ours ${Object.entries(mail.byState).map(([state, times]) => `${state} ${times}`).join(', ')}`, // prettier-ignore
    `  pages: ${pages.open} open, asked anew ${listed(pages.asked)}; questions in vain: ${listed(pages.failures)}; ${pages.cpuSeconds.toFixed(1)} s of the processor`,
    `  at the end: ${Object.entries(laps)
      .map(([name, ms]) => `${name} ${(ms / 1_000).toFixed(0)} s`)
      .join(', ')}`,
    ...crashes.map(
      ({ name, lastWords }) => `  ${name} ended by itself: ${lastWords.trim().split('\n').at(-1)?.slice(0, 400) ?? ''}`,
    ),
  ];
}

const listed = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ') || 'none';

function tally(names: readonly string[]): string {
  const times = new Map<string, number>();
  for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  return [...times].map(([name, count]) => `${name} ${count}`).join(', ') || 'none';
}

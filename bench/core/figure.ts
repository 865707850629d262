import { table } from '#ground/table';

/** One line of what a bench found out. */
export interface Figure {
  readonly what: string;
  readonly figure: string;
  /** What it should be, and whether it is; without one it is there to be compared with the next. */
  readonly goal?: { readonly text: string; readonly isMet: boolean };
}

/** A figure with nothing to be held against. */
export const plain = (what: string, figure: string): Figure => ({ what, figure });

/** A figure that should be no more than a limit. */
export function atMost(
  what: string,
  value: number,
  limit: number,
  show: (value: number) => string,
  text = `≤ ${show(limit)}`,
): Figure {
  return { what, figure: show(value), goal: { text, isMet: value <= limit } };
}

/** A ratio for reading: `×1.8`. */
export const times = (value: number) => `×${value.toFixed(value < 10 ? 2 : 0)}`;

/** The figures as a table, and in a sentence how many goals were missed. */
export function showFigures(figures: readonly Figure[]): string[] {
  const rows = figures.map(({ what, figure, goal }) => [
    ...[what, figure, goal?.text ?? '', goal === undefined ? '' : goal.isMet ? 'ok' : 'OVER'],
  ]);
  const goals = figures.flatMap(({ goal }) => (goal === undefined ? [] : [goal.isMet]));
  const missed = goals.filter((isMet) => !isMet).length;
  const verdict =
    missed === 0 ? `All ${goals.length} goals are met.` : `${missed} of ${goals.length} goals are MISSED.`;
  return [table(['what', 'figure', 'goal', ''], rows), ...(goals.length === 0 ? [] : [verdict])];
}

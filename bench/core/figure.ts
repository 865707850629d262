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

const verdictOf = ({ goal }: Figure) => (goal === undefined ? '' : goal.isMet ? 'ok' : 'OVER');

/** A figure alone: `what: figure (goal) verdict`. */
export const lineOf = (one: Figure): string =>
  [`${one.what}: ${one.figure}`, ...(one.goal ? [`(${one.goal.text})`, verdictOf(one)] : [])].join(' ');

/** The figures as a table, and in a sentence how many goals were missed. */
export function showFigures(figures: readonly Figure[]): string[] {
  const rows = figures.map((one) => [one.what, one.figure, one.goal?.text ?? '', verdictOf(one)]);
  const goals = figures.flatMap(({ goal }) => (goal === undefined ? [] : [goal.isMet]));
  const missed = goals.filter((isMet) => !isMet).length;
  const verdict =
    missed === 0 ? `All ${goals.length} goals are met.` : `${missed} of ${goals.length} goals are MISSED.`;
  return [table(['what', 'figure', 'goal', ''], rows), ...(goals.length === 0 ? [] : [verdict])];
}

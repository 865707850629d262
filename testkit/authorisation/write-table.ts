import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectKind } from '#domain/permissions/access';
import { testStack } from '../stack.ts';
import type { Expected } from './expected.ts';

/** One question that was asked. */
export interface MatrixRow {
  readonly route: string;
  readonly role: string;
  readonly kind: ObjectKind;
  readonly object: string;
  readonly expected: Expected;
  /** The status, and what else was wrong with the answer. */
  readonly answered: string;
  readonly isRight: boolean;
}

const words = (expected: Expected) => (expected === null ? 'let in' : String(expected));

/** A question in a line, for people. */
export const lineOf = ({ route, role, kind, object, expected, answered }: MatrixRow) =>
  `${route} as ${role}, ${kind} ${object}: ${answered}, not ${words(expected)}`;

/** Write the whole table into the run's folder. @returns where it is */
export function writeTable(name: string, rows: readonly MatrixRow[]): string {
  const path = join(testStack().dir, `${name}.tsv`);
  const lines = rows.map(({ route, role, kind, object, expected, answered, isRight }) =>
    [route, role, kind, object, words(expected), answered, isRight ? 'right' : 'WRONG'].join('\t'),
  );
  writeFileSync(path, ['route\trole\tkind\tobject\texpected\tanswered\t', ...lines, ''].join('\n'));
  return path;
}

/** How many questions each role asked, and about each kind of object, with what was right; last, how many answers were wrong. */
export function summaryOf(rows: readonly MatrixRow[]): string {
  const routes = new Set(rows.map(({ route }) => route)).size;
  const roles = new Set(rows.map(({ role }) => role)).size;
  const objects = new Set(rows.map(({ kind, object }) => `${kind} ${object}`)).size;
  const wrong = rows.filter(({ isRight }) => !isRight).length;
  return [
    ...countsBy('role', rows),
    ...countsBy('kind', rows),
    `${String(routes)} routes × ${String(roles)} roles × ${String(objects)} objects: ${String(rows.length)} asked, ${String(wrong)} answered wrongly`,
  ].join('\n');
}

const COLUMNS = [null, 403, 404, 401] as const satisfies Expected[];

function countsBy(name: 'role' | 'kind', rows: readonly MatrixRow[]): string[] {
  const widest = 32;
  const line = (head: string, cells: readonly (string | number)[]) =>
    [head.padEnd(widest), ...cells.map((cell) => String(cell).padStart(7))].join('');
  const groups = [...new Set(rows.map((row) => row[name]))];
  return [
    line(name, [...COLUMNS.map(words), 'wrong']),
    ...groups.map((group) => {
      const of = rows.filter((row) => row[name] === group);
      const counts = COLUMNS.map((expected) => of.filter((row) => row.expected === expected).length);
      return line(group, [...counts, of.filter(({ isRight }) => !isRight).length]);
    }),
  ];
}

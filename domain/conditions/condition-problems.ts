import type { z } from 'zod';
import { comparisonMeant } from './comparison.ts';

const DEEPEST = 10;
const MOST_PARTS = 200;

type Problem = Parameters<z.core.$RefinementCtx['addIssue']>[0] & object;
type Path = readonly PropertyKey[];

/**
 * What is wrong with a written condition, each problem with its place.
 *
 * A union alone would only say that no alternative fits. Here the key that was written decides which one was meant; and
 * depth is looked at on the way down, before anything recurses further.
 */
export function problemsOf(written: unknown): readonly Problem[] {
  const problems: Problem[] = [];
  let parts = 0;
  const complain = (path: Path, message: string) => {
    problems.push({ code: 'custom', path: [...path], message });
  };

  function lookAt(node: unknown, path: Path, depth: number): void {
    parts += 1;
    if (parts > MOST_PARTS) return;
    if (depth > DEEPEST) {
      complain(path, `lies deeper than ${DEEPEST}`);
      return;
    }
    if (typeof node !== 'object' || node === null || Array.isArray(node)) {
      complain(path, 'must be { all }, { any }, { not } or { field, op, value }');
      return;
    }
    const combined = combination(node);
    if (!combined) {
      const issues = comparisonMeant(node).safeParse(node).error?.issues ?? [];
      problems.push(...issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] })));
      return;
    }
    const { key, inside, strangers } = combined;
    const place = [...path, key];
    for (const stranger of strangers) complain([...path, stranger], `cannot stand beside ${key}`);
    if (key === 'not') lookAt(inside, place, depth + 1);
    else if (!Array.isArray(inside)) complain(place, 'must be a list of conditions');
    else if (key === 'any' && inside.length === 0) complain(place, 'must not be empty: it would never hold');
    else for (const [at, part] of inside.entries()) lookAt(part, [...place, at], depth + 1);
  }

  lookAt(written, [], 1);
  if (parts > MOST_PARTS) complain([], `has more than ${MOST_PARTS} parts`);
  return problems;
}

function combination(node: object) {
  const entries = Object.entries(node);
  const [key, inside] = entries.find(([name]) => name === 'all' || name === 'any' || name === 'not') ?? [];
  if (key === undefined) return null;
  return { key, inside: inside as unknown, strangers: entries.map(([name]) => name).filter((name) => name !== key) };
}

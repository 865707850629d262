import { z } from 'zod';
import { comparison, type Comparison } from './comparison.ts';
import { problemsOf } from './condition-problems.ts';

/** What is asked of a ticket: one comparison, or others combined. `{ all: [] }` always holds. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison;

const shape: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(shape) }),
      z.strictObject({ any: z.array(shape).min(1) }),
      z.strictObject({ not: shape }),
      comparison,
    ]),
  )
  .meta({ id: 'Condition' });

/**
 * A condition as people and programs may write it: strict, at most 10 deep and of at most 200 parts.
 *
 * Every error names its place (`any.1.value`). Nothing is converted: what was accepted is what is stored.
 */
export const condition = z.preprocess((written, context) => {
  for (const problem of problemsOf(written)) context.addIssue(problem);
  return written;
}, shape);

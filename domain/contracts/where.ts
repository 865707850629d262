import { z } from 'zod';
import { comparisonsIn } from '../conditions/comparisons-in.ts';
import { condition } from '../conditions/condition.ts';
import { customFieldId } from '../conditions/custom-field.ts';

/** As JSON in an address; the condition itself is bounded by its own schema. */
const LONGEST_WHERE = 8_000;

const json = z
  .string()
  .max(LONGEST_WHERE)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  });

/** A condition (domain/conditions) as a parameter: its JSON. What is wrong is told with its place in it. */
export const where = json.pipe(condition);

/** The same of what has custom fields and nothing else that a condition knows. */
export const whereOfFields = where.superRefine((written, context) => {
  for (const { comparison, path } of comparisonsIn(written)) {
    if (customFieldId(comparison.field) !== null) continue;
    context.addIssue({ code: 'custom', path: [...path, 'field'], message: 'must be custom. and the id of a field' });
  }
});

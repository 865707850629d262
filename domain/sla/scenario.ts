import { z } from 'zod';
import { calendar } from './calendar.ts';
import { instantText } from './instant-text.ts';
import { slaPolicy } from './policy.ts';
import { priority, status } from './words.ts';

/** What a scenario may carry for people and for tests; it is not looked at. */
const remarks = {
  name: z.string().optional(),
  source: z.string().optional(),
  expect: z.unknown().optional(),
};

/** Five centuries: what no calendar is looked through for. */
const LONGEST_WAIT = 500 * 366 * 24 * 3600;

const add = z.strictObject({
  op: z.literal('add'),
  ...remarks,
  calendar,
  start: instantText,
  /** To the millisecond. */
  seconds: z.number().min(0.001).max(LONGEST_WAIT),
});

const between = z.strictObject({
  op: z.literal('between'),
  ...remarks,
  calendar,
  start: instantText,
  end: instantText,
});

const at = instantText;
const created = z.strictObject({
  at,
  type: z.literal('created'),
  by: z.enum(['customer', 'agent']),
  priority,
  status,
});
const laterFact = z.discriminatedUnion('type', [
  z.strictObject({
    at,
    type: z.literal('message'),
    by: z.enum(['customer', 'agent', 'system']),
    public: z.boolean(),
    auto: z.boolean(),
  }),
  z.strictObject({ at, type: z.literal('status'), to: status }),
  z.strictObject({ at, type: z.literal('priority'), to: priority }),
  z.strictObject({ at, type: z.literal('policy'), policy: slaPolicy, calendar: calendar.nullable() }),
  z.strictObject({ at, type: z.enum(['merged', 'spam']) }),
]);

const clocks = z
  .strictObject({
    op: z.literal('clocks'),
    ...remarks,
    calendar: calendar.nullable(),
    policy: slaPolicy,
    facts: z.tuple([created], laterFact),
    now: instantText,
  })
  .refine(
    ({ facts, now }) => facts.every((fact, index) => fact.at <= (facts[index + 1]?.at ?? now)),
    'facts must be oldest first, and none after now',
  );

/** One question to `nixflow sla eval`; the formats are told in `vectors/business-time` and `vectors/clocks`. */
export const scenario = z.discriminatedUnion('op', [add, between, clocks]);
export type Scenario = z.infer<typeof scenario>;

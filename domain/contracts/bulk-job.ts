import { z } from 'zod';
import { BULK_ITEM_STATES, BULK_STATES, BULK_STEERING, MOST_BULK_ITEMS, type BulkSteering } from '../bulk/words.ts';
import { PRIORITIES, STATUSES } from '../tickets/words.ts';
import { anyCaseUuid, instant, pageCursor, uuid } from './identifiers.ts';
import { ticketFilterQuery } from './ticket-list.ts';
import { tagList } from './ticket-requests.ts';

/** What is done to each ticket; what a ticket's own endpoint of that name does. */
export const bulkAct = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('status'), status: z.enum(STATUSES).exclude(['new']) }),
    z.strictObject({ type: z.literal('priority'), priority: z.enum(PRIORITIES) }),
    z.strictObject({ type: z.literal('assignee'), assigneeId: anyCaseUuid.nullable() }),
    z.strictObject({ type: z.literal('team'), teamId: anyCaseUuid.nullable() }),
    z.strictObject({ type: z.literal('tags'), add: tagList, remove: tagList }),
    z.strictObject({ type: z.literal('spam') }),
    z.strictObject({ type: z.literal('deletion') }),
  ])
  .meta({ id: 'BulkAct', description: 'What is done to each ticket of a bulk job.' });
/** See `bulkAct`. */
export type BulkAct = z.infer<typeof bulkAct>;

/** Which tickets: named ones, or all that fit a filter at the moment of asking. */
const selection = z.union([
  z.strictObject({ ticketIds: z.array(anyCaseUuid).min(1).max(1_000) }),
  z.strictObject({ filter: ticketFilterQuery }),
]);

/** What to do to which tickets. */
export const bulkRequest = z.strictObject({ act: bulkAct, tickets: selection }).meta({ id: 'StartBulkJob' });
/** See `bulkRequest`. */
export type BulkRequest = z.output<typeof bulkRequest>;

/** How many tickets a job over a filter would have now. */
export const bulkPreview = z
  .strictObject({
    count: z.int().min(0).max(MOST_BULK_ITEMS),
    /** There are more, so that no job can be begun. */
    isMore: z.boolean(),
  })
  .meta({ id: 'BulkPreview' });
/** See `bulkPreview`. */
export type BulkPreview = z.infer<typeof bulkPreview>;

/** A bulk job as whoever started it sees it. */
export const bulkJobView = z
  .strictObject({
    id: uuid,
    act: bulkAct,
    state: z.enum(BULK_STATES),
    total: z.int().nonnegative(),
    done: z.int().nonnegative(),
    refused: z.int().nonnegative(),
    failed: z.int().nonnegative(),
    createdAt: instant,
    endedAt: instant.nullable(),
    /** What may be asked of it now. */
    may: z.array(z.enum(Object.keys(BULK_STEERING) as [BulkSteering, ...BulkSteering[]])),
  })
  .meta({ id: 'BulkJob', description: 'One act on many tickets, with its progress.' });
/** See `bulkJobView`. */
export type BulkJobView = z.infer<typeof bulkJobView>;

/** One's own jobs, newest first; those that ended stay for thirty days. */
export const bulkJobList = z.strictObject({ jobs: z.array(bulkJobView) }).meta({ id: 'BulkJobList' });

/** What is asked of a job. */
export const bulkSteering = z
  .strictObject({ do: z.enum(Object.keys(BULK_STEERING) as [BulkSteering, ...BulkSteering[]]) })
  .meta({ id: 'SteerBulkJob' });

/** What became of each ticket, in the order in which they were taken. */
export const bulkReport = z
  .strictObject({
    items: z.array(
      z.strictObject({
        ticketId: uuid,
        number: z.int().positive(),
        /** Empty: the viewer does not see the ticket any more. */
        subject: z.string(),
        state: z.enum(BULK_ITEM_STATES),
        /** The code of the problem, if it was refused. */
        problem: z.string().nullable(),
      }),
    ),
    next: pageCursor.nullable(),
  })
  .meta({ id: 'BulkReport' });
/** See `bulkReport`. */
export type BulkReport = z.infer<typeof bulkReport>;

/** Which items of a report. */
export const bulkReportQuery = z.strictObject({
  state: z.enum(BULK_ITEM_STATES).optional(),
  after: pageCursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
/** See `bulkReportQuery`. */
export type BulkReportQuery = z.output<typeof bulkReportQuery>;

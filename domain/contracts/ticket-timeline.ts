import { z } from 'zod';
import { instant, pageCursor, uuid } from './identifiers.ts';
import { factView } from './ticket.ts';

/** A fact of the ticket. */
const factEntry = factView
  .extend({
    kind: z.literal('fact'),
    /** Of `created` and `subject`: what the ticket was called from then on. */
    subject: z.string().nullable(),
  })
  .meta({ id: 'TimelineFact', description: 'Something that happened to a ticket.' });

/** A step of a flow on the ticket. */
const stepEntry = z
  .strictObject({
    kind: z.literal('step'),
    /** Ascending in the order they were made. */
    id: z.int().positive(),
    at: instant,
    /** `StepLog` of domain/flow/run.ts: ids and codes; what newer code wrote may have more. */
    step: z.looseObject({
      /** `seq` of the fact that started the run. */
      run: z.int(),
      flowVersionId: uuid,
      path: z.string(),
      node: z.string(),
      visit: z.int(),
      what: z.string(),
      reason: z.string().optional(),
    }),
  })
  .meta({ id: 'TimelineStep', description: 'A step of a flow on a ticket.' });

const names = z.record(uuid, z.string());

/** What the ids of a page stand for. What is not there any more has no name. */
const timelineNames = z
  .strictObject({
    staff: names,
    customers: names,
    teams: names,
    /** Numbers of other tickets. */
    tickets: z.record(uuid, z.int().positive()),
    /** Custom fields. */
    fields: z.record(uuid, z.strictObject({ name: z.string() })),
    /** Policies, by the id of the version. */
    policies: z.record(uuid, z.strictObject({ name: z.string(), version: z.int().positive() })),
    /** Flows, by the id of the version. */
    flows: z.record(
      uuid,
      z.strictObject({
        flowId: uuid,
        name: z.string(),
        version: z.int().positive(),
        /** By the node's code: its type, and what its author called it. */
        nodes: z.record(z.string(), z.strictObject({ type: z.string(), title: z.string().nullable() })),
        /** By the entry's code: what starts it, and what its author called it. */
        entries: z.record(z.string(), z.strictObject({ on: z.string(), title: z.string().nullable() })),
      }),
    ),
  })
  .meta({ id: 'TimelineNames', description: 'What the ids of a timeline stand for.' });
/** See `timelineNames`. */
export type TimelineNames = z.infer<typeof timelineNames>;

/** Which entries: the newest, or the newest before a page that is there already. */
export const timelineQuery = z.strictObject({
  /** `before` of that page. */
  before: pageCursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});

/** What happened to a ticket and what its flows did, in order of time. */
export const ticketTimeline = z
  .strictObject({
    /** Oldest first; of one instant facts before steps. */
    entries: z.array(z.discriminatedUnion('kind', [factEntry, stepEntry])),
    names: timelineNames,
    /** Ask with it for what was before; null: this page has the ticket's first fact. */
    before: z.string().nullable(),
  })
  .meta({ id: 'TicketTimeline', description: 'What happened to a ticket and what its flows did.' });
/** See `ticketTimeline`. */
export type TicketTimeline = z.infer<typeof ticketTimeline>;

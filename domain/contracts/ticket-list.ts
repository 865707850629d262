import { z } from 'zod';
import { isOver, PRIORITIES, STATUSES, type Status } from '../tickets/words.ts';
import { customer, namedPerson, namedTeam } from './directory.ts';
import { anyCaseUuid, instant, pageCursor, uuid } from './identifiers.ts';
import { clockView } from './sla-clock.ts';
import { where } from './where.ts';

/** What tickets may be sorted by: the clock that ends first, the newest fact, the number. The last two newest first. */
export const TICKET_SORTS = ['clock', 'changed', 'created'] as const;
/** See `TICKET_SORTS`. */
export type TicketSort = (typeof TICKET_SORTS)[number];

/** Statuses of tickets that somebody works on: what is listed unless others are asked for. */
export const QUEUE_STATUSES = ['new', 'open', 'pending', 'on_hold'] as const;

const statuses = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(z.enum(STATUSES)).max(STATUSES.length));

/** Filters narrow each other. */
const filters = {
  /** Several with commas between; without it those of the queue: `new,open,pending,on_hold`. */
  status: statuses.optional(),
  /** `mine`: any of the caller's teams; `none`: of no team. */
  team: z.union([z.literal(['mine', 'none']), anyCaseUuid]).optional(),
  /** `me`: the caller's own; `none`: nobody's yet. */
  assignee: z.union([z.literal(['me', 'none']), anyCaseUuid]).optional(),
  /** `late`: a clock is past its due; `running_out`: none is, and one has reached its second warning. */
  sla: z.enum(['late', 'running_out']).optional(),
  /** Tickets of one customer. */
  requester: anyCaseUuid.optional(),
  /**
   * A condition as JSON, such as `{"field":"custom.<id>","op":"is","value":"gold"}`. Custom fields that a ticket leaves empty
   * are asked of its requester, then of their organisation; of a text, whether there is one.
   */
  where: where.optional(),
  /** Tickets of everybody who belongs to one organisation. */
  organisation: anyCaseUuid.optional(),
  /** A ticket's number, `1042` or `#1042`, wherever that ticket is: in any status, and out of the queue. */
  search: z
    .string()
    .trim()
    .regex(/^#?\d{1,15}$/, 'is not a number of a ticket')
    .transform((text) => Number(text.replace('#', '')))
    .optional(),
  /** Tickets out of the queue instead of those in it; of any status unless one is asked for. */
  away: z.enum(['spam', 'deleted', 'merged']).optional(),
};

/** Which tickets, of those that the caller may see. */
export const ticketFilterQuery = z.strictObject(filters);
/** See `ticketFilterQuery`. */
export type TicketFilterQuery = z.output<typeof ticketFilterQuery>;

/** A page of tickets. Only tickets that the caller may see are there. */
export const ticketListQuery = z
  .strictObject({
    ...filters,
    /** Out of the queue, and of `resolved` and `closed`, no clock runs: they are sorted by `changed` or `created`. */
    sort: z.enum(TICKET_SORTS).optional(),
    after: pageCursor.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  })
  .refine(({ sort, status, away }) => sort !== 'clock' || !hasNoClocks({ status, away }), {
    path: ['sort'],
    message: 'is not for tickets whose clocks have ended: sort them by changed or created',
  });
/** See `ticketListQuery`. */
export type TicketListQuery = z.output<typeof ticketListQuery>;

/** Whether a list may have tickets whose clocks have ended; it is then sorted by `changed` unless told. */
export const hasNoClocks = ({
  status = [],
  away,
}: {
  status?: readonly Status[] | undefined;
  away?: unknown;
}): boolean => away !== undefined || status.some(isOver);

/** The newest message of a ticket that a person wrote, as much of it as a row shows. */
const lastMessage = z
  .strictObject({
    messageId: uuid,
    at: instant,
    /** `third_party`: neither the requester nor a colleague. */
    by: z.enum(['customer', 'third_party', 'agent']),
    /** The colleague, if one wrote it: "You" if that is the viewer. */
    authorId: uuid.nullable(),
    /** Of who wrote it; null: somebody who is not known any more. */
    name: z.string().nullable(),
    isNote: z.boolean(),
    /** Its beginning in one line, without what it quotes; at most 120 characters. */
    preview: z.string(),
  })
  .meta({ id: 'LastMessage', description: 'The newest message that a person wrote and did not undo.' });

/** One line of a list of tickets. */
export const ticketRow = z
  .strictObject({
    ticketId: uuid,
    number: z.int().positive(),
    subject: z.string(),
    status: z.enum(STATUSES),
    priority: z.enum(PRIORITIES),
    requester: customer,
    team: namedTeam.nullable(),
    assignee: namedPerson.nullable(),
    tags: z.array(z.string()),
    /**
     * The clock that ends first: late ones before those that run, those before paused ones; if none is open, the one that
     * ended last. Null: it has none.
     */
    clock: clockView.nullable(),
    lastMessage: lastMessage.nullable(),
    /** Until then a reply of this ticket can be undone. */
    heldUntil: instant.nullable(),
    /** Since when its workflow does not move although it should, or a flow is stopped by the loop guard. */
    stuckAt: instant.nullable(),
    isSpam: z.boolean(),
    isDeleted: z.boolean(),
    mergedIntoId: uuid.nullable(),
    revision: z.int().positive(),
    seq: z.int().positive(),
    createdAt: instant,
    /** Of its newest fact. */
    changedAt: instant,
  })
  .meta({ id: 'TicketRow', description: 'One line of a list of tickets.' });
/** See `ticketRow`. */
export type TicketRow = z.infer<typeof ticketRow>;

/** A page of tickets. */
export const ticketList = z
  .strictObject({
    tickets: z.array(ticketRow),
    /** Ask again with it as `after`; null: that was the last page. */
    next: z.string().nullable(),
    /** The instant the page was read, by the clock that stamps facts. */
    now: instant,
  })
  .meta({ id: 'TicketList', description: 'A page of tickets.' });
/** See `ticketList`. */
export type TicketList = z.infer<typeof ticketList>;

/** Beyond it a count says "more". */
export const MOST_COUNTED = 1000;

const count = z
  .strictObject({
    count: z.int().min(0).max(MOST_COUNTED),
    /** There are more: write "1,000+". */
    isMore: z.boolean(),
  })
  .meta({ id: 'CappedCount', description: 'How many there are, up to a thousand.' });

/** How many tickets of the queue (new, open, pending, on hold) each view has, of those the caller may see. */
export const ticketCounts = z
  .strictObject({
    /** Nobody's yet: `assignee=none`. */
    unassigned: count,
    /** `assignee=me` */
    mine: count,
    /** `team=mine` */
    myTeams: count,
    /** `sla=late` */
    late: count,
    /** `sla=running_out` */
    runningOut: count,
    /** Without a filter. */
    open: count,
  })
  .meta({ id: 'TicketCounts', description: 'How many tickets each view has.' });
/** See `ticketCounts`. */
export type TicketCounts = z.infer<typeof ticketCounts>;

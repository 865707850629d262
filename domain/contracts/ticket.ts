import { z } from 'zod';
import { CHANNELS, PRIORITIES, STATUSES } from '../tickets/words.ts';
import { saidFields } from './custom-field.ts';
import { customer, namedPerson, namedTeam } from './directory.ts';
import { instant, uuid } from './identifiers.ts';
import { clockView } from './sla-clock.ts';

const perhapsId = uuid.nullable();
const perhapsInstant = instant.nullable();

/** What a command answers about the ticket it changed; of a merged ticket, about the one that stands for it. */
export const ticketReceipt = z
  .strictObject({
    ticketId: uuid,
    /** What people call it by. */
    number: z.int().positive(),
    revision: z.int().positive(),
    /** Of its newest fact. */
    seq: z.int().positive(),
  })
  .meta({ id: 'TicketReceipt', description: 'A ticket after a command.' });

/** A receipt that names the message; its ticket is another one if the message opened a follow-up. */
export const messageReceipt = ticketReceipt
  .extend({ messageId: uuid })
  .meta({ id: 'MessageReceipt', description: 'A ticket after a message.' });

/** A ticket as its requester sees it. */
export const requestView = z
  .strictObject({
    view: z.literal('requester'),
    ticketId: uuid,
    number: z.int().positive(),
    subject: z.string(),
    status: z.enum(STATUSES),
    createdAt: instant,
    changedAt: instant,
    /** The newest public message of a person. */
    lastMessageId: perhapsId,
  })
  .meta({ id: 'Request', description: 'A ticket as its requester sees it.' });

/** What the viewer may do with a ticket they see; whether it makes sense now is for its state to say. */
const permissions = z
  .strictObject({
    /** Answer the requester. */
    reply: z.boolean(),
    /** Write among colleagues. */
    note: z.boolean(),
    /** Change fields, merge, mark as spam. */
    assign: z.boolean(),
    /** Take back a reply that is still held. */
    undo: z.boolean(),
    /** Pause, skip and start its flows. */
    operate: z.boolean(),
    /** Delete and restore. */
    delete: z.boolean(),
  })
  .meta({ id: 'TicketPermissions', description: 'What the viewer may do with a ticket.' });

/** A ticket as the agent side sees it. */
export const ticketView = requestView
  .extend({
    view: z.literal('staff'),
    priority: z.enum(PRIORITIES),
    teamId: perhapsId,
    assigneeId: perhapsId,
    requesterId: uuid,
    /** Those three by name. */
    team: namedTeam.nullable(),
    assignee: namedPerson.nullable(),
    requester: customer,
    /** Who else takes part: a person's reply goes to them as well. In the order of their addresses. */
    cc: z.array(z.strictObject({ name: z.string(), address: z.string() })),
    openedBy: z.enum(['customer', 'agent']),
    via: z.enum(CHANNELS),
    tags: z.array(z.string()),
    /** What is said in custom fields, by their ids. */
    fields: saidFields,
    policyVersionId: perhapsId,
    flowVersionIds: z.array(uuid),
    isSpam: z.boolean(),
    isDeleted: z.boolean(),
    mergedIntoId: perhapsId,
    /** What stands for it: of a merged ticket the last of those it went on in. */
    survivorId: uuid,
    followUpOfId: perhapsId,
    resolvedAt: perhapsInstant,
    /** Since when a flow is stopped because flows answered each other too often. */
    loopedAt: perhapsInstant,
    revision: z.int().positive(),
    seq: z.int().positive(),
    clocks: z.array(clockView),
    /** How far its workflow is. */
    engine: z.strictObject({
      seenSeq: z.int().nonnegative(),
      /** The next instant it waits for. */
      nextAt: perhapsInstant,
      /** Since when it does not move although it should. */
      stuckAt: perhapsInstant,
      /** Its page in the Temporal UI; null: the viewer is no operator, or nobody said where that UI is. */
      url: z.url().nullable(),
    }),
    mayI: permissions,
  })
  .meta({ id: 'Ticket', description: 'A ticket as the agent side sees it.' });

/** A ticket, as much as the caller may see of it. */
export const seenTicket = z.discriminatedUnion('view', [ticketView, requestView]);
/** See `seenTicket`. */
export type SeenTicket = z.infer<typeof seenTicket>;
/** See `ticketView`. */
export type TicketView = z.infer<typeof ticketView>;
/** See `requestView`. */
export type RequestView = z.infer<typeof requestView>;

/** One fact of a ticket. */
export const factView = z
  .strictObject({
    seq: z.int().positive(),
    at: instant,
    revision: z.int().positive(),
    type: z.string(),
    /** Ids and codes by the type; domain/tickets/fact.ts. */
    data: z.record(z.string(), z.unknown()),
    /** Who or what did it: a person, a customer, a flow's node or the ticket's own workflow. */
    cause: z.looseObject({ kind: z.enum(['person', 'customer', 'mail', 'flow', 'engine']) }),
    /** How many flows answered each other until this. */
    depth: z.int().nonnegative(),
  })
  .meta({ id: 'TicketFact', description: 'Something that happened to a ticket.' });

/** Facts of a ticket, oldest first. */
export const factList = z
  .strictObject({
    facts: z.array(factView),
    /** Of the ticket's newest fact: there is more while the last one listed is below. */
    lastSeq: z.int().positive(),
  })
  .meta({ id: 'TicketFacts' });
/** See `factList`. */
export type FactList = z.infer<typeof factList>;

import { z } from 'zod';
import { condition } from '../conditions/condition.ts';
import { tag, uuid } from '../contracts/identifiers.ts';
import { METRICS, PRIORITIES, STATUSES } from '../tickets/words.ts';

const YEAR_SECONDS = 366 * 24 * 3600;

/** A node's or entry's name inside its document: a short code, never shown to people. */
const code = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,31}$/, 'is not a short code');
const title = z.string().trim().min(1).max(120);
const text = z.string().trim().min(1).max(4000);
const seconds = z.int().min(1).max(YEAR_SECONDS);
const tags = z.array(tag).max(20);
/** `null` is around the clock. */
const calendarVersionId = uuid.nullable();

const happening = [
  z.strictObject({ type: z.literal('sla_warning'), metric: z.enum(METRICS), percent: z.int().min(1).max(99) }),
  z.strictObject({ type: z.literal('sla_breached'), metric: z.enum(METRICS) }),
  z.strictObject({ type: z.literal('customer_replied') }),
  z.strictObject({ type: z.literal('agent_replied') }),
  /** Without `to`: any change of status. */
  z.strictObject({ type: z.literal('status_changed'), to: z.enum(STATUSES).exactOptional() }),
  z.strictObject({ type: z.literal('priority_changed') }),
  z.strictObject({ type: z.literal('assignee_changed') }),
  z.strictObject({ type: z.literal('tags_changed') }),
] as const;

const event = z.discriminatedUnion('type', happening);
const trigger = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('created') }),
  ...happening,
  z.strictObject({ type: z.literal('by_hand') }),
]);

const entry = z.strictObject({
  id: code,
  title: title.exactOptional(),
  on: trigger,
  /** What to do if the last run from this entry still has paths: nothing, drop it and start anew, or run beside it. */
  ifRunning: z.enum(['ignore', 'restart', 'beside']),
  start: code,
});

const leaveOn = z.array(z.strictObject({ event, next: code })).max(10);
const assignee = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), staffId: uuid }),
  z.strictObject({ kind: z.literal('team'), teamId: uuid, choose: z.enum(['round_robin', 'least_loaded']) }),
  /** Nobody; the ticket's team stays. */
  z.strictObject({ kind: z.literal('pool') }),
]);
const audience = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('assignee') }),
  z.strictObject({ kind: z.literal('team') }),
  /** Who leads the ticket's team; while nobody does, or they are away, the team. */
  z.strictObject({ kind: z.literal('lead') }),
  z.strictObject({ kind: z.literal('supervisors') }),
  z.strictObject({ kind: z.literal('role'), role: code }),
  z.strictObject({ kind: z.literal('person'), staffId: uuid }),
]);

const node = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('wait'),
    title: title.exactOptional(),
    seconds,
    calendarVersionId,
    /** Ends the wait early, by the first event of these that comes. */
    leaveOn,
    next: code,
  }),
  z.strictObject({
    type: z.literal('branch'),
    title: title.exactOptional(),
    /** The first that holds is taken. */
    cases: z
      .array(z.strictObject({ when: condition, next: code }))
      .min(1)
      .max(20),
    otherwise: code,
  }),
  z.strictObject({
    type: z.literal('repeat'),
    title: title.exactOptional(),
    /** Waited before each round. */
    everySeconds: seconds,
    calendarVersionId,
    times: z.int().min(1).max(1000),
    /** One that comes while a round is under way counts when the round is over. */
    leaveOn,
    /** Where a round begins; it is over when the path comes back to this node. */
    body: code,
    /** After the last round, at once. */
    next: code,
  }),
  z.strictObject({
    type: z.literal('fork'),
    title: title.exactOptional(),
    /** All of them, each as a path of its own; they do not join again. */
    branches: z.array(code).min(2).max(10),
  }),
  z.strictObject({
    type: z.literal('set'),
    title: title.exactOptional(),
    status: z.enum(STATUSES).exclude(['new']).exactOptional(),
    priority: z.enum(PRIORITIES).exactOptional(),
    teamId: uuid.exactOptional(),
    addTags: tags,
    removeTags: tags,
    next: code,
    failed: code.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('assign'),
    title: title.exactOptional(),
    to: assignee,
    next: code,
    failed: code.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('notify'),
    title: title.exactOptional(),
    to: z.array(audience).min(1).max(10),
    text,
    next: code,
    failed: code.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('note'),
    title: title.exactOptional(),
    text,
    next: code,
    failed: code.exactOptional(),
  }),
  z.strictObject({
    /** To the requester. Words in double braces are filled in; domain/mail/fill-in.ts says which. */
    type: z.literal('mail'),
    title: title.exactOptional(),
    subject: z.string().trim().min(1).max(200),
    text,
    next: code,
    failed: code.exactOptional(),
  }),
  z.strictObject({ type: z.literal('end'), title: title.exactOptional() }),
]);

/**
 * A flow as people draw it: what is stored, published and previewed. Strict; what must hold between nodes is `checkFlow`'s.
 *
 * Amounts are seconds. Ids of calendars, people and teams are not looked up here.
 */
export const flowDocument = z.strictObject({
  version: z.literal(1),
  appliesTo: condition,
  entries: z.array(entry).max(50),
  nodes: z.record(code, node),
  /** Where people put nodes on the diagram; the others are laid out. */
  positions: z.record(code, z.strictObject({ x: z.number(), y: z.number() })).exactOptional(),
});

/** See `flowDocument`. */
export type FlowDocument = z.infer<typeof flowDocument>;
/** One step of a flow. */
export type FlowNode = z.infer<typeof node>;
/** Where runs of a flow begin, and what starts them. */
export type FlowEntry = z.infer<typeof entry>;
/** What starts a run. */
export type Trigger = z.infer<typeof trigger>;
/** What can end a wait early. */
export type WaitEvent = z.infer<typeof event>;
/** Whom a ticket is given to. */
export type Assignee = z.infer<typeof assignee>;
/** Who is told. */
export type Audience = z.infer<typeof audience>;

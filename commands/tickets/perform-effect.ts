import { randomUUID } from 'node:crypto';
import { businessTime } from '#domain/sla/business-time';
import type { FlowDocument } from '#domain/flow/document';
import { makesFacts } from '#domain/tickets/engine/makes-facts';
import type { FlowEffect, NodeAct, Outcome, RefusalReason } from '#domain/flow/run';
import { DEEPEST_CHAIN } from '#domain/tickets/cause';
import type { UnsavedEngine } from '#domain/tickets/engine/engine-state';
import type { TicketEffect } from '#domain/tickets/engine/plan-next';
import { FIELD_OF, type FactDraft, type TicketField } from '#domain/tickets/fact';
import { isAway } from '#domain/tickets/ticket';
import { MOST_TAGS } from '#domain/tickets/words';
import { notices } from '#store/notices/notices';
import { readAudience } from '#store/people/audience';
import { chooseMember, isFull } from '#store/people/choose-member';
import { staff } from '#store/people/staff';
import { teams } from '#store/people/teams';
import type { StoredEffect } from '#store/engine/effects';
import { readCalendarVersion } from '#store/tickets/calendar-version';
import type { LockedTicket } from '#store/tickets/lock-ticket';
import { messages } from '#store/tickets/messages';
import { readFacts } from '#store/tickets/read-facts';
import { mailByFlow } from '#commands/mail/mail-by-flow';
import { draftsOfMove } from './drafts-of-move.ts';
import { pushOf, type TicketWork } from './ticket-work.ts';

/** What an effect is done with: the locked ticket, the engine that decided, and the documents with the texts. */
export interface EffectParts {
  readonly ticket: LockedTicket;
  readonly engine: UnsavedEngine;
  readonly effect: TicketEffect;
  readonly key: string;
  readonly flows: Readonly<Record<string, FlowDocument>>;
}

/** Do an effect under the ticket's lock. What cannot be done is an outcome, not an error. */
export async function performEffect(work: TicketWork, parts: EffectParts): Promise<StoredEffect> {
  const { ticket, engine, effect } = parts;
  const { row, now } = ticket;
  const result = (await isOvertaken(work, engine, ticket, effect))
    ? refused('superseded')
    : await (effect.kind === 'close' ? close(work, ticket) : perform(work, { ...parts, effect: effect.effect }));
  return { outcome: result.outcome, at: now, seq: result.seq ?? row.lastSeq };
}

interface Result {
  readonly outcome: Outcome;
  /** The last fact it made; none if undefined. */
  readonly seq?: number;
}

interface FlowParts extends Omit<EffectParts, 'effect'> {
  readonly effect: FlowEffect;
}

const refused = (reason: RefusalReason): Result => ({ outcome: { kind: 'refused', reason } });
const done: Result = { outcome: { kind: 'done' } };

async function perform(work: TicketWork, parts: FlowParts): Promise<Result> {
  const { ticket, effect } = parts;
  const { act, depth, flowVersionId, node } = effect;
  if (isAway(ticket.row)) return refused('ticket_away');
  if (depth > DEEPEST_CHAIN && makesFacts(act)) {
    const { seq } = await record(work, ticket, [{ type: 'loop', flowVersionId, node }]);
    return { ...refused('loop'), ...(seq !== undefined && { seq }) };
  }
  switch (act.type) {
    case 'wait':
      return wait(work, ticket, act);
    case 'set':
      return set(work, ticket, act);
    case 'assign':
      return assign(work, ticket, act.to);
    case 'notify':
      return notify(work, parts, act.to);
    case 'note':
      return note(work, parts);
    case 'mail':
      return mail(work, parts);
  }
}

async function record(work: TicketWork, ticket: LockedTicket, drafts: readonly FactDraft[]): Promise<Result> {
  if (drafts.length === 0) return done;
  const recorded = await work.record(ticket, drafts);
  return { outcome: { kind: 'done' }, seq: recorded.ticket.row.lastSeq };
}

/**
 * Closing is overtaken by any change of status and by the customer's word, mail by that word and by a reply that may still be
 * undone; other acts by a change of a field they set.
 */
async function isOvertaken(
  { client }: TicketWork,
  { state }: UnsavedEngine,
  { row }: LockedTicket,
  effect: TicketEffect,
): Promise<boolean> {
  if (row.lastSeq === state.seenSeq) return false;
  const fields = effect.kind === 'close' ? (['status'] as const) : fieldsOf(effect.effect.act);
  const news = await readFacts(client, row.id, { after: state.seenSeq, limit: row.lastSeq });
  return news.some((fact) => {
    const field = FIELD_OF[fact.type];
    const isCustomers = fact.type === 'message' && fact.by === 'customer' && !fact.auto;
    const isHeldReply = fact.type === 'message' && fact.heldUntil !== undefined;
    return (
      (field !== null && fields.some((own) => own === field)) ||
      (effect.kind === 'close' && isCustomers) ||
      (isMail(effect) && (isCustomers || isHeldReply))
    );
  });
}

const isMail = (effect: TicketEffect) => effect.kind === 'flow' && effect.effect.act.type === 'mail';

function fieldsOf(act: NodeAct): readonly TicketField[] {
  if (act.type === 'assign') return act.to.kind === 'team' ? ['assignee', 'team'] : ['assignee'];
  if (act.type !== 'set') return [];
  return [
    ...(act.status === undefined ? [] : (['status'] as const)),
    ...(act.priority === undefined ? [] : (['priority'] as const)),
    ...(act.teamId === undefined ? [] : (['team'] as const)),
    ...(act.addTags.length + act.removeTags.length > 0 ? (['tags'] as const) : []),
  ];
}

function close(work: TicketWork, ticket: LockedTicket): Promise<Result> {
  const { status: from } = ticket.row;
  return record(work, ticket, from === 'resolved' ? [{ type: 'status', from, to: 'closed' }] : []);
}

async function wait(
  { client }: TicketWork,
  { now }: LockedTicket,
  { seconds, calendarVersionId, since: from = now }: Extract<NodeAct, { type: 'wait' }>,
): Promise<Result> {
  const calendar = calendarVersionId === null ? null : await readCalendarVersion(client, calendarVersionId);
  if (calendar === 'missing') return refused('calendar_missing');
  if (calendar === 'unreadable') return refused('calendar_unreadable');
  const until = businessTime(calendar).add(from, seconds * 1000);
  return until === 'never_opens' ? refused('calendar_never_opens') : { outcome: { kind: 'armed', until, from } };
}

async function set(
  work: TicketWork,
  ticket: LockedTicket,
  { status, priority, teamId, addTags, removeTags }: Extract<NodeAct, { type: 'set' }>,
): Promise<Result> {
  const { row } = ticket;
  const moved = teamId === undefined ? [] : await draftsOfMove(work.client, row, teamId);
  if (moved === 'no_team') return refused('team_missing');
  const added = addTags.filter((tag) => !row.tags.includes(tag));
  const removed = removeTags.filter((tag) => row.tags.includes(tag));
  if (added.length > 0 && row.tags.length + added.length - removed.length > MOST_TAGS) return refused('too_many_tags');
  return record(work, ticket, [
    ...(status === undefined || status === row.status
      ? []
      : [{ type: 'status' as const, from: row.status, to: status }]),
    ...(priority === undefined || priority === row.priority
      ? []
      : [{ type: 'priority' as const, from: row.priority, to: priority }]),
    ...moved,
    ...(added.length + removed.length === 0 ? [] : [{ type: 'tags' as const, added, removed }]),
  ]);
}

async function assign(
  work: TicketWork,
  ticket: LockedTicket,
  to: Extract<NodeAct, { type: 'assign' }>['to'],
): Promise<Result> {
  const { row } = ticket;
  if (to.kind === 'person') {
    if (!(await staff.canBeAssigned(work.client, to.staffId))) return refused('person_missing');
    if (await staff.isAbsent(work.client, to.staffId)) return refused('nobody_there');
    // Whoever has it already takes nothing more.
    if (row.assigneeId !== to.staffId && (await isFull(work.client, to.staffId))) return refused('nobody_there');
  }
  const moved = to.kind === 'team' && to.teamId !== row.teamId;
  if (moved && !(await teams.exists(work.client, to.teamId))) return refused('team_missing');
  const member = to.kind === 'team' ? await chooseMember(work.client, to.teamId, to.choose) : null;
  if (member === 'no_team') return refused('team_missing');
  if (member?.staffId === null) return refused('nobody_there');
  const chosen = member?.staffId ?? (to.kind === 'person' ? to.staffId : null);
  return record(work, ticket, [
    ...(moved ? [{ type: 'team' as const, from: row.teamId, to: to.teamId }] : []),
    ...(chosen === row.assigneeId ? [] : [{ type: 'assignee' as const, from: row.assigneeId, to: chosen }]),
  ]);
}

async function notify(
  work: TicketWork,
  { ticket, effect, key, flows }: FlowParts,
  to: Extract<NodeAct, { type: 'notify' }>['to'],
): Promise<Result> {
  const { row, now } = ticket;
  const staffIds = await readAudience(work.client, to, row);
  if (staffIds.length === 0) return refused('nobody_there');
  const text = textOf(flows, effect);
  const told = staffIds.map((staffId) => ({ staffId, event: 'told_by_flow', seq: null }) as const);
  const isPushed = await notices.insert(work.client, { told, ticketId: row.id, text, effectKey: key, at: now });
  if (isPushed) work.enqueue(pushOf(row, key));
  return done;
}

async function note(work: TicketWork, { ticket, effect, flows }: FlowParts): Promise<Result> {
  const messageId = randomUUID();
  const { id: ticketId, lastSeq } = ticket.row;
  const fact = {
    type: 'message',
    messageId,
    by: 'system',
    authorId: null,
    public: false,
    auto: true,
    via: 'flow',
  } as const;
  const recorded = await record(work, ticket, [fact]);
  await messages.insert(work.client, { id: messageId, ticketId, seq: lastSeq + 1, body: textOf(flows, effect) });
  return recorded;
}

async function mail(work: TicketWork, { ticket, effect: { flowVersionId, node }, flows }: FlowParts): Promise<Result> {
  const written = flows[flowVersionId]?.nodes[node];
  if (written?.type !== 'mail') return refused('node_unreadable');
  const queued = await mailByFlow(work.client, ticket, written);
  return queued.kind === 'refused' ? refused(queued.reason) : record(work, ticket, [queued.fact]);
}

/** What people wrote into the flow for this node. */
function textOf(flows: FlowParts['flows'], { flowVersionId, node }: FlowEffect): string {
  const written = flows[flowVersionId]?.nodes[node];
  return written && 'text' in written ? written.text : '';
}

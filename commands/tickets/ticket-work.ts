import { Problem } from '#domain/contracts/problem';
import { eachOnce, listsOf, type ListRoom } from '#domain/contracts/rooms';
import { canSee } from '#domain/permissions/ticket';
import type { Actor } from '#domain/permissions/actor';
import { DEEPEST_CHAIN, type Cause } from '#domain/tickets/cause';
import type { FactDraft, TicketFact } from '#domain/tickets/fact';
import { appendFacts, type FactOrigin, type FactWords } from '#store/tickets/append-facts';
import { lockTicket, type LockedTicket } from '#store/tickets/lock-ticket';
import { findSurvivor } from '#store/tickets/find-survivor';
import { insertOutbox } from '#store/outbox/insert-outbox';
import type { NewOutboxRow, OutboxRow } from '#store/outbox/outbox-row';
import type { PoolClient } from 'pg';
import type { CommandContext } from './command-context.ts';
import { tellOfFacts } from '../notices/tell-of-facts.ts';
import { draftsOfRules } from './drafts-of-rules.ts';
import { withFirstAct } from './with-first-act.ts';

/** What a command may do inside its transaction. */
export interface TicketWork {
  readonly client: PoolClient;
  readonly actor: Actor;
  readonly origin: FactOrigin;
  /**
   * Lock a ticket; a merged one leads to its last survivor.
   *
   * @throws {Problem} `not_found`, also when the actor may not know of it
   */
  readonly lock: (ticketId: string) => Promise<LockedTicket>;
  /** The same without following merges: for what is done to the merged ticket itself. */
  readonly lockItself: (ticketId: string) => Promise<LockedTicket>;
  /** The merged ticket that was asked for and led to this locked one; undefined if it was asked for itself. */
  readonly askedFor: (ticketId: string) => string | undefined;
  /**
   * Lock two tickets in the order of their ids, so that nobody waits for the other in a circle; merged ones lead to their
   * last survivors. Both are the same if their survivors are.
   */
  readonly lockBoth: (one: string, other: string) => Promise<readonly [one: LockedTicket, other: LockedTicket]>;
  /** Lock a merged ticket itself and the last survivor, in that order of ids; no survivor if it is not merged. */
  readonly lockMerged: (ticketId: string) => Promise<readonly [merged: LockedTicket, survivor: LockedTicket | null]>;
  /**
   * Write facts of a locked ticket, with those that follow from them: the first act of an agent opens a new ticket, another
   * policy or flow may apply. Once per ticket and command.
   *
   * @throws {ChainTooLong} flows have answered flows too often
   */
  readonly record: (ticket: LockedTicket, drafts: readonly FactDraft[], words?: FactWords) => Promise<RecordedFacts>;
  /** Announce facts of a ticket that was written in another way than by `record`: one row per destination. */
  readonly announce: (ticketId: string, news: TicketNews) => void;
  /** Tell colleagues of facts that were written in another way than by `record`. */
  readonly tellColleagues: (recorded: RecordedFacts) => Promise<void>;
  /** Hand something to a job queue after the commit. */
  readonly enqueue: (row: Omit<Extract<NewOutboxRow, { destination: 'bullmq' }>, 'destination'>) => void;
  /** Have a mail sent that no ticket's workflow will start. */
  readonly deliver: (deliveryId: string) => void;
}

/** What is announced of a ticket. */
export interface TicketNews {
  readonly seq: number;
  readonly revision: number;
  /** Those it was in before, and those it is in now. */
  readonly lists: readonly ListRoom[];
}

/** A ticket after a command's facts. */
export interface RecordedFacts {
  readonly ticket: LockedTicket;
  readonly facts: readonly TicketFact[];
}

/** A ticket is merged, or another one than a moment ago stands for it: the command starts again and follows merges. */
export class MergedAway extends Error {
  override readonly name = 'MergedAway';

  constructor(ticketId: string) {
    super(`Ticket ${ticketId} is merged, or its survivor changed.`);
  }
}

/** Flows answered each other more than `DEEPEST_CHAIN` times. */
export class ChainTooLong extends Error {
  override readonly name = 'ChainTooLong';
}

/** The work of one command, and a way to write its outbox rows at the end. */
export interface OpenedWork {
  readonly work: TicketWork;
  /** Write what is to be delivered: the last statement before the commit. */
  readonly finish: () => Promise<readonly OutboxRow[]>;
}

/**
 * Begin a command's work in a transaction.
 *
 * @param followsMerges look for survivors before locking; without it a merged ticket is found out by its lock, which saves
 *   all others a question
 */
export function openTicketWork(
  client: PoolClient,
  context: Pick<CommandContext, 'actor' | 'origin' | 'ownTicketId'>,
  followsMerges: boolean,
): OpenedWork {
  const { actor, origin = { cause: causeOf(actor), depth: 0 }, ownTicketId } = context;
  const outbox: NewOutboxRow[] = [];
  const recorded = new Set<string>();
  const askedFor = new Map<string, string>();

  const lockItself = async (ticketId: string): Promise<LockedTicket> => {
    const ticket = await lockTicket(client, ticketId);
    if (!ticket || !canSee(actor, ticket.row)) throw new Problem('not_found');
    return ticket;
  };
  const announce: TicketWork['announce'] = (ticketId, { seq, revision, lists }) => {
    if (ticketId !== ownTicketId) outbox.push({ destination: 'temporal', ticketId, seq, payload: {} });
    outbox.push({ destination: 'socket', ticketId, seq, payload: { revision, lists } });
  };

  const standIn = (ticketId: string) => (followsMerges ? findSurvivor(client, ticketId) : Promise.resolve(ticketId));
  /** Whoever changes who stands for a ticket locks the last survivor, so under its lock the answer holds. */
  const lockAs = async (ticketId: string, id: string): Promise<LockedTicket> => {
    const ticket = await lockItself(id);
    if (ticket.row.mergedIntoId !== null) throw new MergedAway(ticketId);
    if (id === ticketId) return ticket;
    if ((await findSurvivor(client, ticketId)) !== id) throw new MergedAway(ticketId);
    askedFor.set(id, ticketId);
    return ticket;
  };

  const work: TicketWork = {
    client,
    actor,
    origin,
    lock: async (ticketId) => lockAs(ticketId, await standIn(ticketId)),
    lockItself,
    askedFor: (ticketId) => askedFor.get(ticketId),
    announce,
    async lockBoth(one, other) {
      const [first, second] = [await standIn(one), await standIn(other)];
      const lockOne = () => lockAs(one, first);
      const lockOther = () => lockAs(other, second);
      if (first < second) return [await lockOne(), await lockOther()];
      const locked = await lockOther();
      return [await lockOne(), locked];
    },
    async lockMerged(ticketId) {
      const survivorId = await findSurvivor(client, ticketId);
      const survivorFirst = survivorId < ticketId ? await lockItself(survivorId) : undefined;
      const merged = await lockItself(ticketId);
      const survivor = survivorId > ticketId ? await lockItself(survivorId) : (survivorFirst ?? null);
      // Found out without a lock, since the survivor's id may be the lower one.
      if ((await findSurvivor(client, ticketId)) !== survivorId) throw new MergedAway(ticketId);
      return [merged, survivor];
    },
    async record(ticket, drafts, words) {
      const { id } = ticket.row;
      if (recorded.has(id)) throw new Error('A command writes the facts of a ticket at once.');
      recorded.add(id);
      if (origin.depth > DEEPEST_CHAIN) throw new ChainTooLong();
      const all = withFirstAct(actor, ticket.row, drafts);
      const withRules = [...all, ...(await draftsOfRules(client, ticket, all))];
      const appended = await appendFacts(client, ticket, withRules, origin, words);
      const { row } = appended.ticket;
      const lists = eachOnce([...listsOf(ticket.row), ...listsOf(row)]);
      announce(id, { seq: row.lastSeq, revision: row.revision, lists });
      await work.tellColleagues(appended);
      return appended;
    },
    async tellColleagues({ ticket: { row }, facts }) {
      const effectKey = await tellOfFacts(client, row, facts);
      if (effectKey !== null) work.enqueue(pushOf(row, effectKey));
    },
    enqueue(row) {
      outbox.push({ destination: 'bullmq', ...row });
    },
    deliver(deliveryId) {
      outbox.push({ destination: 'delivery', ticketId: null, seq: 0, payload: { deliveryId } });
    },
  };
  return { work, finish: () => (outbox.length === 0 ? Promise.resolve([]) : insertOutbox(client, outbox)) };
}

/** The job that tells browsers of the notices of one effect. */
export const pushOf = ({ id, lastSeq }: { readonly id: string; readonly lastSeq: number }, effectKey: string) =>
  ({ ticketId: id, seq: lastSeq, payload: { queue: 'notifications', data: { effectKey } } }) as const;

function causeOf(actor: Actor): Cause {
  if (actor.kind === 'engine') return { kind: 'engine' };
  return actor.kind === 'staff' ? { kind: 'person', id: actor.id } : { kind: 'customer', id: actor.id };
}

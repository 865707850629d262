import { Problem } from '#domain/contracts/problem';
import { canSee } from '#domain/permissions/ticket';
import type { Actor } from '#domain/permissions/actor';
import { DEEPEST_CHAIN, type Cause } from '#domain/tickets/cause';
import type { FactDraft, TicketFact } from '#domain/tickets/fact';
import { appendFacts, type FactOrigin } from '#store/tickets/append-facts';
import { lockTicket, type LockedTicket } from '#store/tickets/lock-ticket';
import { findSurvivor } from '#store/tickets/find-survivor';
import { insertOutbox } from '#store/outbox/insert-outbox';
import type { NewOutboxRow, OutboxRow } from '#store/outbox/outbox-row';
import type { PoolClient } from 'pg';
import type { CommandContext } from './command-context.ts';
import { draftsOfRules } from './drafts-of-rules.ts';
import { draftsOfFirstAct } from './drafts-of-first-act.ts';

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
  readonly record: (ticket: LockedTicket, drafts: readonly FactDraft[], subject?: string) => Promise<RecordedFacts>;
  /** Announce facts of a ticket that was written in another way than by `record`: one row per destination. */
  readonly announce: (ticketId: string, place: { readonly seq: number; readonly revision: number }) => void;
  /** Hand something to a job queue after the commit. */
  readonly enqueue: (row: Omit<Extract<NewOutboxRow, { destination: 'bullmq' }>, 'destination'>) => void;
}

/** A ticket after a command's facts. */
export interface RecordedFacts {
  readonly ticket: LockedTicket;
  readonly facts: readonly TicketFact[];
}

/** A ticket was merged: the command starts again on the survivor. */
export class MergedAway extends Error {
  override readonly name = 'MergedAway';
  readonly ticketId: string;
  readonly into: string;

  constructor(ticketId: string, into: string) {
    super(`Ticket ${ticketId} was merged into ${into}.`);
    this.ticketId = ticketId;
    this.into = into;
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
 * @param survivors merged tickets met so far, by id, each with where to go on instead
 */
export function openTicketWork(
  client: PoolClient,
  context: Pick<CommandContext, 'actor' | 'origin' | 'ownTicketId'>,
  survivors: ReadonlyMap<string, string> = new Map(),
): OpenedWork {
  const { actor, origin = { cause: causeOf(actor), depth: 0 }, ownTicketId } = context;
  const outbox: NewOutboxRow[] = [];
  const recorded = new Set<string>();

  const lockItself = async (ticketId: string): Promise<LockedTicket> => {
    const ticket = await lockTicket(client, ticketId);
    if (!ticket || !canSee(actor, ticket.row)) throw new Problem('not_found');
    return ticket;
  };
  const announce: TicketWork['announce'] = (ticketId, { seq, revision }) => {
    if (ticketId !== ownTicketId) outbox.push({ destination: 'temporal', ticketId, seq, payload: {} });
    outbox.push({ destination: 'socket', ticketId, seq, payload: { revision } });
  };

  const lock = async (ticketId: string): Promise<LockedTicket> => {
    const wanted = follow(survivors, ticketId);
    const ticket = await lockItself(wanted);
    if (ticket.row.mergedIntoId !== null) throw new MergedAway(wanted, ticket.row.mergedIntoId);
    return ticket;
  };

  const work: TicketWork = {
    client,
    actor,
    origin,
    lock,
    lockItself,
    announce,
    async lockBoth(one, other) {
      const [first, second] = [follow(survivors, one), follow(survivors, other)];
      if (first === second) {
        const both = await lock(first);
        return [both, both];
      }
      const lower = await lock(first < second ? first : second);
      const higher = await lock(first < second ? second : first);
      return first < second ? [lower, higher] : [higher, lower];
    },
    async lockMerged(ticketId) {
      // Found out without a lock first, since the survivor's id may be the lower one; checked again under the locks.
      const survivorId = await findSurvivor(client, ticketId);
      if (survivorId === ticketId) return [await lockItself(ticketId), null];
      const survivorFirst = survivorId < ticketId ? await lockItself(survivorId) : undefined;
      const merged = await lockItself(ticketId);
      const survivor = survivorFirst ?? (await lockItself(survivorId));
      if (merged.row.mergedIntoId === null) return [merged, null];
      if (survivor.row.mergedIntoId !== null) throw new MergedAway(survivorId, survivor.row.mergedIntoId);
      return [merged, survivor];
    },
    async record(ticket, drafts, subject) {
      const { id } = ticket.row;
      if (recorded.has(id)) throw new Error('A command writes the facts of a ticket at once.');
      recorded.add(id);
      if (origin.depth > DEEPEST_CHAIN) throw new ChainTooLong();
      const all = [...drafts, ...draftsOfFirstAct(actor, ticket.row, drafts)];
      const withRules = [...all, ...(await draftsOfRules(client, ticket, all))];
      const appended = await appendFacts(client, ticket, withRules, origin, subject);
      const { lastSeq: seq, revision } = appended.ticket.row;
      announce(id, { seq, revision });
      return appended;
    },
    enqueue(row) {
      outbox.push({ destination: 'bullmq', ...row });
    },
  };
  return { work, finish: () => (outbox.length === 0 ? Promise.resolve([]) : insertOutbox(client, outbox)) };
}

function follow(survivors: ReadonlyMap<string, string>, ticketId: string): string {
  const next = survivors.get(ticketId);
  return next === undefined ? ticketId : follow(survivors, next);
}

function causeOf(actor: Actor): Cause {
  if (actor.kind === 'engine') return { kind: 'engine' };
  return actor.kind === 'staff' ? { kind: 'person', id: actor.id } : { kind: 'customer', id: actor.id };
}

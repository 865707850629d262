import type { FieldValue } from '../fields/definition.ts';
import type { Cause } from './cause.ts';
import type { Channel, DeliveryOutcome, Metric, Priority, Status } from './words.ts';

/**
 * What happened to a ticket, without its place in the ticket's history: what a command drafts. Ids and codes only, never
 * text or addresses.
 */
export type FactDraft =
  | {
      readonly type: 'created';
      readonly by: 'customer' | 'agent';
      readonly via: Channel;
      readonly status: Status;
      readonly priority: Priority;
      readonly teamId: string | null;
      readonly assigneeId: string | null;
      readonly requesterId: string;
      readonly tags: readonly string[];
      readonly policyVersionId: string | null;
      readonly flowVersionIds: readonly string[];
      /** The first message, which is part of this fact. */
      readonly messageId: string;
      readonly followUpOfId: string | null;
    }
  | {
      readonly type: 'message';
      readonly messageId: string;
      readonly by: 'customer' | 'agent' | 'system';
      readonly authorId: string | null;
      readonly public: boolean;
      /** Written by a machine in a person's name. */
      readonly auto: boolean;
      readonly via: Channel;
      /** The mail that carries it, in the send ledger. */
      readonly deliveryId?: string;
      /** Until then (ms) it can be undone; `released` or `unsent` says what became of it. */
      readonly heldUntil?: number;
      /** Where the ticket is to stand once it is released. */
      readonly statusAtRelease?: Status;
    }
  /** A held reply leaves: from now on it cannot be undone. */
  | { readonly type: 'released'; readonly messageId: string }
  | {
      /** A held reply was undone: nobody outside ever saw it. */
      readonly type: 'unsent';
      readonly messageId: string;
      readonly deliveryId: string;
      /** The newest public message of a person that is left. */
      readonly lastMessageId: string | null;
    }
  /** What became of a mail; `unknown`: the server took all of it and its answer was lost. */
  | { readonly type: 'delivery'; readonly deliveryId: string; readonly outcome: DeliveryOutcome }
  | { readonly type: 'status'; readonly from: Status; readonly to: Status }
  | { readonly type: 'priority'; readonly from: Priority; readonly to: Priority }
  | { readonly type: 'team' | 'assignee'; readonly from: string | null; readonly to: string | null }
  /** Somebody else asks for help: who opened it was entered wrongly, or is the same person. */
  | { readonly type: 'requester'; readonly from: string; readonly to: string }
  | { readonly type: 'tags'; readonly added: readonly string[]; readonly removed: readonly string[] }
  /** The new text is in `ticket_subject`, under this fact's `seq`. */
  | { readonly type: 'subject' }
  /** A custom field: null is nothing; a text is in `ticket_field_text`, under this fact's `seq`. */
  | {
      readonly type: 'field';
      readonly fieldId: string;
      readonly value: FieldValue | { readonly isText: true } | null;
    }
  /** Another policy applies, in the version that is current now. */
  | { readonly type: 'policy'; readonly from: string | null; readonly to: string | null }
  /** Flows that apply from now on, pinned to their current versions. */
  | { readonly type: 'flows'; readonly added: readonly string[] }
  | { readonly type: 'merged'; readonly into: string }
  | { readonly type: 'unmerged'; readonly from: string }
  /** What the survivor of a merge sees, and of its undoing. */
  | { readonly type: 'absorbed' | 'gave_back'; readonly ticketId: string }
  | { readonly type: 'spam' | 'not_spam' | 'deleted' | 'restored' }
  /** The customer wrote after the closing: that became another ticket. */
  | { readonly type: 'followed_up'; readonly ticketId: string }
  | {
      readonly type: 'sla_warning' | 'sla_breached';
      readonly metric: Metric;
      /** `seq` of the fact that opened the clock. */
      readonly openedBy: number;
      readonly percent: number;
      /** ms */
      readonly dueAt: number;
    }
  /** An operator's or supervisor's act on the ticket's workflow. */
  | ({ readonly type: 'operation' } & Operation)
  /** Flows answered each other more than `DEEPEST_CHAIN` times; this one was stopped. */
  | { readonly type: 'loop'; readonly flowVersionId: string; readonly node: string };

/** What an operator may do to the flows of one ticket. A path is known by its run and its name in that run. */
export type Operation =
  | { readonly act: 'pause' }
  | { readonly act: 'resume' }
  /** End a wait now, or pass over a stuck node. */
  | { readonly act: 'skip'; readonly run: number; readonly path: string }
  /** Try a stuck node again. */
  | { readonly act: 'retry'; readonly run: number; readonly path: string }
  /** Start a flow by an entry of its "by hand". */
  | { readonly act: 'run'; readonly flowVersionId: string; readonly entry: string }
  /** Go on in another version of a flow, with all its runs and for entries to come. */
  | {
      readonly act: 'migrate';
      /** Flow version the ticket is pinned to, and the one that takes its place. */
      readonly from: string;
      readonly to: string;
      /** Which node of the new version stands for one of the old; those not named here keep their names. */
      readonly nodes: Readonly<Record<string, string>>;
    };

/** What an operator may do, by name. */
export const OPERATOR_ACTS: Readonly<Record<Operation['act'], true>> = {
  pause: true,
  resume: true,
  skip: true,
  retry: true,
  run: true,
  migrate: true,
};

/** Where a fact stands in its ticket's history. */
export interface FactPlace {
  /** 1, 2, 3 … without a gap. */
  readonly seq: number;
  /** ms; never before the fact ahead of it. */
  readonly at: number;
  /** One per command: facts of one command share it. */
  readonly revision: number;
  readonly cause: Cause;
  /** How many flows answered each other until this came to be. */
  readonly depth: number;
}

/** One fact of a ticket. */
export type TicketFact = FactPlace & FactDraft;

/** The type of one. */
export type FactType = FactDraft['type'];

/** A field of a ticket that people and flows change. */
export type TicketField =
  'status' | 'priority' | 'team' | 'assignee' | 'requester' | 'tags' | 'subject' | 'fields' | 'place';

/**
 * The field each type of fact touches, for the question whether an edit is stale or superseded; null: no field, so it makes
 * no edit stale. `place` is whether the ticket is in the queue at all.
 */
export const FIELD_OF: Readonly<Record<FactType, TicketField | null>> = {
  created: null,
  message: null,
  released: null,
  unsent: null,
  delivery: null,
  status: 'status',
  priority: 'priority',
  team: 'team',
  assignee: 'assignee',
  requester: 'requester',
  tags: 'tags',
  subject: 'subject',
  field: 'fields',
  policy: null,
  flows: null,
  merged: 'place',
  unmerged: 'place',
  absorbed: null,
  gave_back: null,
  spam: 'place',
  not_spam: 'place',
  deleted: 'place',
  restored: 'place',
  followed_up: null,
  sla_warning: null,
  sla_breached: null,
  operation: null,
  loop: null,
};

import type { UnsavedEngine } from '#domain/tickets/engine/engine-state';
import type { ShownAttributes } from '#domain/tickets/engine/show-engine';
import type { Operation } from '#domain/tickets/fact';
import { defineSignal, defineUpdate } from '@temporalio/workflow';

/** What a ticket's workflow starts from: its id; everything else is in PostgreSQL. */
export interface TicketStart {
  readonly ticketId: string;
  /** What an execution that continued as new hands on. */
  readonly carried?: CarriedTicket;
  /** The same, if it could never look: all it had was what it was told. */
  readonly announced?: News;
}

/** Plain JSON from one execution to the next. */
export interface CarriedTicket {
  readonly engine: UnsavedEngine;
  /** The next instant (ms) that its row says; missing: not known, or handed on by older code. */
  readonly savedNextAt?: number | null | undefined;
  /** The newest fact that was announced. */
  readonly newsUpTo: number;
  /** What the Temporal UI shows already. */
  readonly shown: ShownAttributes | null;
}

/** That facts up to `seq` are there, in the database of this epoch. */
export interface News {
  readonly seq: number;
  readonly epoch: string;
}

/** Whether what came as news is news: anybody with access to the engine may send the signal by hand. */
export function isNews(payload: unknown): payload is News {
  const { seq, epoch } = (payload ?? {}) as Partial<Record<keyof News, unknown>>;
  return Number.isSafeInteger(seq) && typeof epoch === 'string';
}

/** The workflow of a ticket, by the name under which the worker knows it. */
export const ticketWorkflowType = 'ticketWorkflow';

/** The id of a ticket's execution: one at a time per ticket. */
export const ticketWorkflowId = (ticketId: string) => `ticket-${ticketId}`;

/** There are new facts. Sending it again, or an older one after a newer one, changes nothing. */
export const news = defineSignal<[News]>('news');

/** Look again: something should have moved and did not. */
export const nudge = defineSignal('nudge');

/** Continue as new at once, so that a deployment can retire old code. */
export const fresh = defineSignal('fresh');

/** An operator's act, asked for by somebody who waits until the workflow has taken it up. */
export interface OperationRequest {
  readonly operation: Operation;
  /** The member of staff who asks; what they may do is checked again. */
  readonly staffId: string;
}

/** The fact of an operator's act. */
export interface OperationReply {
  readonly seq: number;
}

/**
 * Append an operator's act and answer when it is folded. The update's id is its idempotency key.
 *
 * Fails with type `OperationRefused` and the problem's code as detail.
 */
export const operate = defineUpdate<OperationReply, [OperationRequest]>('operate');

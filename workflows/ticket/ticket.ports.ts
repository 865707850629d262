import type { Outcome } from '#domain/flow/run';
import type { FlowSkeleton } from '#domain/flow/skeleton';
import type { EngineTicket, UnsavedEngine } from '#domain/tickets/engine/engine-state';
import type { TicketEffect } from '#domain/tickets/engine/plan-next';
import type { StoredState } from '#domain/tickets/engine/upcast-state';
import type { TicketFact } from '#domain/tickets/fact';
import type { OperationReply, OperationRequest } from './ticket.messages.ts';

/** The engine row as it stands in PostgreSQL. */
export interface StoredEngine {
  readonly version: number;
  readonly seenSeq: number;
  readonly state: StoredState | null;
}

/** What the workflow has, so that it is told the rest. */
export interface NewsQuestion {
  readonly ticketId: string;
  /** null: it has no state it trusts. */
  readonly since: { readonly epoch: string; readonly seenSeq: number } | null;
  readonly knownFlows: readonly string[];
  readonly runningFlows: readonly string[];
}

/** A page of facts with the ticket as all facts make it. */
export interface TicketNews {
  readonly epoch: string;
  /** To begin from, if the state is none or of another epoch. */
  readonly row: StoredEngine | null;
  readonly facts: readonly TicketFact[];
  readonly lastSeq: number;
  readonly ticket: EngineTicket;
  readonly flows: Readonly<Record<string, FlowSkeleton>>;
}

/** The engine as it is to be written. */
export interface EngineSave {
  readonly ticketId: string;
  readonly engine: UnsavedEngine;
  readonly nextAt: number | null;
}

/** `row`: somebody else has written first; reload. */
export type SaveAnswer = { readonly kind: 'saved' } | { readonly kind: 'row'; readonly row: StoredEngine };

/** An effect, and the engine that decided on it. */
export interface EffectRequest {
  readonly ticketId: string;
  readonly engine: UnsavedEngine;
  readonly effect: TicketEffect;
}

/** What became of an effect (at, ms), or the row of somebody who wrote first. */
export type EffectAnswer =
  | { readonly kind: 'done'; readonly outcome: Outcome; readonly at: number; readonly seq: number }
  | { readonly kind: 'row'; readonly row: StoredEngine };

/** What the recorder of SLA marks answers; amounts in ms. */
export interface RecordedMarks {
  readonly seq: number;
  /** Until the next mark by PostgreSQL's clock; null if none is ahead. */
  readonly waitMs: number | null;
  readonly recorded: number;
}

/**
 * What a ticket's workflow asks of the outside world: short acts on PostgreSQL, run as local activities with one attempt.
 * Each may be repeated without harm.
 */
export interface TicketActivities {
  /** null: there is no such ticket. */
  loadTicketNews(question: NewsQuestion): Promise<TicketNews | null>;
  saveTicketEngine(save: EngineSave): Promise<SaveAnswer>;
  actForTicket(request: EffectRequest): Promise<EffectAnswer>;
  recordSlaMarks(ticketId: string): Promise<RecordedMarks>;
  operateTicket(ticketId: string, request: OperationRequest, key: string): Promise<OperationReply>;
}

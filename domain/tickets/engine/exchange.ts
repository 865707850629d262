import type { Outcome } from '../../flow/run.ts';
import type { FlowSkeleton } from '../../flow/skeleton.ts';
import type { TicketFact } from '../fact.ts';
import type { EngineTicket, UnsavedEngine } from './engine-state.ts';
import type { UnknownFact } from '../unknown-fact.ts';
import type { TicketEffect } from './plan-next.ts';
import type { StoredState } from './upcast-state.ts';

/** The engine row as it stands in PostgreSQL: what a ticket's workflow has written last. */
export interface StoredEngine {
  /** 0: nothing yet. */
  readonly version: number;
  readonly seenSeq: number;
  readonly state: StoredState | null;
}

/** What the workflow has, so that it is told the rest. */
export interface NewsQuestion {
  readonly ticketId: string;
  /** Where its state comes from and how far it goes; null: it has none, or does not trust it. */
  readonly since: { readonly epoch: string; readonly seenSeq: number } | null;
  /** `seq` of the facts it passed over as unknown. */
  readonly unknownFacts: readonly number[];
  /** Flow versions it holds. */
  readonly knownFlows: readonly string[];
  /** Versions its runs are of, and those it is pinned to. */
  readonly neededFlows: readonly string[];
}

/** What became of effects, by their keys; `seq` is the ticket's last fact when each was done: its own, if it made any. */
export type KeptOutcomes = Readonly<Record<string, { readonly outcome: Outcome; readonly seq: number }>>;

/** A page of facts with the ticket as all facts make it. */
export interface TicketNews {
  readonly epoch: string;
  /** To begin from, if the state is none or of another epoch; then the facts are those after this row. */
  readonly row: StoredEngine | null;
  /** Oldest first, at most a page. */
  readonly facts: readonly TicketFact[];
  /**
   * Those among them that the code does not know. Said here, not found out by the workflow: what was unknown when it was
   * loaded must be so on replay, by whatever code. Missing in replies of code that did not look.
   */
  readonly unknown?: readonly UnknownFact[];
  /** `seq` of the warnings among them whose breach is on record, maybe on a later page. Missing as `unknown` may be. */
  readonly overtaken?: readonly number[];
  /** All facts the state had passed over, now that the code knows each of them. */
  readonly recovered?: readonly TicketFact[];
  /** To a state that is made anew: what had been done when these facts came. */
  readonly outcomes?: KeptOutcomes;
  readonly lastSeq: number;
  /** `nixflow_now()`, as in all answers below (ms); what older code recorded has none. */
  readonly now?: number;
  readonly ticket: EngineTicket;
  /** The ticket's page, for people who come from the Temporal UI. */
  readonly link: string;
  readonly flows: Readonly<Record<string, FlowSkeleton>>;
}

/**
 * The answer to an act of a ticket's loop, with the news there is after it: what an act made is news itself, and asking for it
 * would be another activity. Missing when there is none, when it could not be loaded, and in what older code recorded.
 */
export type WithNews<Answer> = Answer & { readonly news?: TicketNews };

/** The engine as it is to be written. */
export interface EngineSave {
  readonly ticketId: string;
  readonly engine: UnsavedEngine;
  /** The next instant (ms) it waits for; null: news alone. */
  readonly nextAt: number | null;
}

/** `row`: somebody else has written first; reload. */
export type SaveAnswer =
  { readonly kind: 'saved'; readonly now?: number } | { readonly kind: 'row'; readonly row: StoredEngine };

/** An effect, and the engine that decided on it. */
export interface EffectRequest {
  readonly ticketId: string;
  readonly engine: UnsavedEngine;
  readonly effect: TicketEffect;
}

/** What became of an effect (at, ms) and of those done with it, or the row of somebody who wrote first. */
export type EffectAnswer =
  | {
      readonly kind: 'done';
      readonly outcome: Outcome;
      readonly at: number;
      readonly seq: number;
      /** The effects that followed in the same transaction, in order; `at` as above. */
      readonly further?: readonly DoneEffect[];
      readonly now?: number;
      /** The next instant (ms) that the row says now; what older code recorded has none. */
      readonly nextAt?: number | null;
    }
  | { readonly kind: 'row'; readonly row: StoredEngine };

/** An effect with its outcome. */
export interface DoneEffect {
  readonly effect: TicketEffect;
  readonly outcome: Outcome;
  readonly at: number;
}

/** What the recorder of SLA marks answers; amounts in ms. */
export interface RecordedMarks {
  /** The ticket's last fact. */
  readonly seq: number;
  /** Until the next mark by PostgreSQL's clock, 0 if it is past; null if none is ahead. */
  readonly waitMs: number | null;
  /** How many were recorded by this call. */
  readonly recorded: number;
  readonly now?: number;
}

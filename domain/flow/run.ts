import type { Assignee, Audience } from './document.ts';
import type { UnknownFact } from '../tickets/unknown-fact.ts';
import type { Priority, Status } from '../tickets/words.ts';

/** One run of a flow on a ticket, from one entry. Without paths it is over, and is not kept. Plain JSON. */
export interface FlowRun {
  /** `seq` of the fact that started it. */
  readonly run: number;
  /** Number of the entry among those that this fact triggered; it begins the names of the paths. */
  readonly ordinal: number;
  readonly flowVersionId: string;
  readonly entry: string;
  /** Of the facts it makes: one more than the fact that started it. */
  readonly depth: number;
  readonly paths: readonly FlowPath[];
  /** Number of the next path; none is used twice. */
  readonly nextPath: number;
}

/** One place at which a run stands. */
export interface FlowPath {
  /** `ordinal.number`: with the run's `run` it names one path of the ticket, whatever flow it belongs to. */
  readonly path: string;
  readonly node: string;
  /** How often this path has come to the node or tried it again: 1, 2 … */
  readonly visit: number;
  /** The last visit of every node it has been to; never reset. */
  readonly visits: Readonly<Record<string, number>>;
  /** Repeats it is in, outermost first. */
  readonly repeats: readonly RepeatCount[];
  /** Nodes it has gone through since it last rested. */
  readonly hops: number;
  readonly state: PathState;
}

/** How far a path is with a repeat. */
export interface RepeatCount {
  readonly node: string;
  /** Rounds begun. */
  readonly rounds: number;
  /** The number (in `leaveOn`) of the event that came during this round; it leaves when the round is over. */
  readonly leaves?: number;
}

/** Whether a path can go on; `until` is an instant in ms. */
export type PathState =
  /** `since` (ms): a wait is counted from then, not from now. */
  | { readonly kind: 'ready'; readonly since?: number }
  /** `from` (ms): when it began; unknown of those armed by earlier code. */
  | { readonly kind: 'waiting'; readonly until: number; readonly from?: number }
  | { readonly kind: 'stuck'; readonly reason: StuckReason; readonly held?: HeldPath };

/** What a fact that the code does not know interrupted (`fact_unknown`). */
export interface HeldPath {
  readonly fact: UnknownFact;
  /** To go on with; what the path hears meanwhile moves it on. */
  readonly state: PathState;
}

/** Why an act was refused. */
export type RefusalReason =
  /** A later fact touches the same field; the act is planned again. */
  | 'superseded'
  /** Flows answered each other too often. Always stuck: each further act would be refused, too. */
  | 'loop'
  /** Too many steps on this ticket today. */
  | 'limit'
  | 'person_missing'
  | 'team_missing'
  | 'nobody_there'
  | 'calendar_missing'
  /** Its hours are written as only newer code can read them. */
  | 'calendar_unreadable'
  | 'calendar_never_opens'
  /** The ticket would have more tags than it can. */
  | 'too_many_tags'
  /** Automatic mail would answer automatic mail, or a list's. */
  | 'mail_unwanted'
  /** The ticket has had the automatic mails of an hour, or of a day. */
  | 'mail_limit'
  /** What the node says cannot be written: newer code drew it, or nobody checked it. */
  | 'node_unreadable'
  /** The ticket is merged, spam or deleted. */
  | 'ticket_away';

/** Why a path cannot go on by itself. */
export type StuckReason =
  | RefusalReason
  /** Newer code wrote it: nobody here knows what it means for the path. */
  | 'fact_unknown'
  /** It is not there, or the store left it out because this code cannot read it. */
  | 'flow_missing'
  /** Its document is of a version that this code does not know. */
  | 'flow_unknown'
  | 'node_missing'
  | 'node_unknown'
  | 'condition_unknown'
  | 'too_many_paths'
  | 'endless_cycle';

/** What a node wants done; texts stay in the document, under the effect's flow version and node. */
export type NodeAct =
  /** Answered with the instant at which it is over; counted from now unless `since` (ms) is given. */
  | {
      readonly type: 'wait';
      readonly seconds: number;
      readonly calendarVersionId: string | null;
      readonly since?: number;
    }
  | {
      readonly type: 'set';
      readonly status?: Status;
      readonly priority?: Priority;
      readonly teamId?: string;
      readonly addTags: readonly string[];
      readonly removeTags: readonly string[];
    }
  | { readonly type: 'assign'; readonly to: Assignee }
  | { readonly type: 'notify'; readonly to: readonly Audience[] }
  | { readonly type: 'note' }
  | { readonly type: 'mail' };

/** One act of one visit. */
export interface FlowEffect {
  readonly run: number;
  readonly flowVersionId: string;
  readonly path: string;
  readonly node: string;
  readonly visit: number;
  /** Of the facts it makes. */
  readonly depth: number;
  readonly act: NodeAct;
}

/** What became of an effect; `until` and what it is counted from are instants in ms, and answer waits alone. */
export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'armed'; readonly until: number; readonly from?: number }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** One line of the log of a ticket's flows: what a path did at a node. Ids and codes only. */
export interface StepLog {
  readonly run: number;
  readonly flowVersionId: string;
  readonly path: string;
  readonly node: string;
  readonly visit: number;
  readonly what: StepKind;
  /** The exit it took, as `exitsOf` names it. */
  readonly exit?: string;
  /** The node it came to. */
  readonly to?: string;
  /** `migrated`: the version that takes the place of its own. */
  readonly toVersionId?: string;
  /** `split`: the path that goes on there. */
  readonly into?: string;
  /** `started`, `not_started`: the entry. */
  readonly entry?: string;
  /** `waits`: ms */
  readonly until?: number;
  /** `fact_unknown`: which. */
  readonly fact?: UnknownFact;
  readonly reason?: StuckReason | 'running' | 'restarted' | 'merged' | 'spam' | 'deleted' | 'migrated';
}

/** What a path did. */
export type StepKind =
  | 'started'
  /** An entry was triggered, but see `reason`. */
  | 'not_started'
  /** By the exit for what normally happens, or by a branch's. */
  | 'went'
  | 'split'
  | 'waits'
  /** A wait or repeat ended early by an event. */
  | 'left'
  /** Refused, and gone on by the exit for that. */
  | 'failed'
  /** Refused as superseded; planned again as the next visit. */
  | 'again'
  | 'stuck'
  | 'skipped'
  | 'retried'
  /** The fact that had held it is known now. */
  | 'released'
  /** Its run goes on in another version of the flow. */
  | 'migrated'
  | 'ended'
  /** With the whole run, from outside. */
  | 'stopped';

/** Runs after something happened to them, and what happened, in order. */
export interface Moved {
  readonly runs: readonly FlowRun[];
  readonly steps: readonly StepLog[];
}

/** The key under which an effect's outcome is stored: `ticket:flow:run:path:node:visit`. */
export const effectKey = (ticketId: string, { flowVersionId, run, path, node, visit }: FlowEffect): string =>
  [ticketId, flowVersionId, run, path, node, visit].join(':');

import type { DeliveryOutcome } from '../tickets/words.ts';

/**
 * Where a mail of ours stands in the send ledger.
 *
 * `held` can still be undone. `sending` is an attempt before the server asked for the body, `data` one after it did: from
 * there on nobody but that attempt knows whether the mail arrived. `sent`, `failed`, `unknown` and `undone` are ends; a person
 * may send a failed or unknown one again, and the late answer of its own attempt turns `unknown` into `sent`.
 */
export const LEDGER_STATES = ['held', 'queued', 'sending', 'data', 'sent', 'failed', 'unknown', 'undone'] as const;
/** See `LEDGER_STATES`. */
export type LedgerState = (typeof LEDGER_STATES)[number];

/** Whether a mail has come to an end, until a person or a late answer says otherwise. */
export const hasEnded = (state: LedgerState): boolean =>
  state === 'sent' || state === 'failed' || state === 'unknown' || state === 'undone';

/** Whether a person may have a mail sent again: it is known not to have arrived, or nobody knows. */
export const mayResend = (state: LedgerState): boolean => state === 'failed' || state === 'unknown';

/** Whether a person may say that a mail arrived: nobody else knows. */
export const maySayArrived = (state: LedgerState): boolean => state === 'unknown';

/** What mails are for. */
export const MAIL_KINDS = ['reply', 'flow', 'password_reset', 'invitation', 'notice', 'test'] as const;
/** See `MAIL_KINDS`. */
export type MailKind = (typeof MAIL_KINDS)[number];

/** How a mail stands. Instants in ms. */
export interface LedgerPlace {
  readonly state: LedgerState;
  readonly heldUntil: number | null;
  readonly attempt: number;
  readonly leaseUntil: number | null;
  readonly nextAttemptAt: number | null;
}

/** What is to be done about a mail now; amounts in ms. */
export type DeliveryStep =
  | { readonly kind: 'over' }
  /** Nothing before so much time has passed; `for` says in words what comes then. */
  | { readonly kind: 'wait'; readonly ms: number; readonly for: 'undo' | 'retry' | 'attempt' }
  /** The time for undoing is over. */
  | { readonly kind: 'release' }
  | { readonly kind: 'attempt'; readonly attempt: number }
  /** Whoever made this attempt is gone, and the server may have the mail. */
  | { readonly kind: 'lost'; readonly attempt: number };

/** The next step of a mail at an instant (ms). Pure. */
export function nextDeliveryStep(place: LedgerPlace, now: number): DeliveryStep {
  const { state, attempt } = place;
  switch (state) {
    case 'held':
      return until(place.heldUntil, now, 'undo') ?? { kind: 'release' };
    case 'queued':
      return until(place.nextAttemptAt, now, 'retry') ?? { kind: 'attempt', attempt: attempt + 1 };
    case 'sending':
      return until(place.leaseUntil, now, 'attempt') ?? { kind: 'attempt', attempt: attempt + 1 };
    case 'data':
      return until(place.leaseUntil, now, 'attempt') ?? { kind: 'lost', attempt };
    default:
      return { kind: 'over' };
  }
}

function until(at: number | null, now: number, what: 'undo' | 'retry' | 'attempt'): DeliveryStep | null {
  return at !== null && at > now ? { kind: 'wait', ms: at - now, for: what } : null;
}

/** What one attempt came to. `answer` is the server's, or why there is none: for people, never for decisions. */
export type AttemptResult =
  /** Somebody else has the mail by now; this attempt sent nothing. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'sent'; readonly answer: string; readonly aliasMessageId?: string }
  /** The server said no for good (5xx). `isAddress`: to everybody it was for, so it is not the mail that is wrong. */
  | { readonly kind: 'refused'; readonly answer: string; readonly isAddress?: true }
  /** The server said not now (4xx), or there was no server. */
  | { readonly kind: 'deferred'; readonly answer: string }
  /** The connection broke after the body had begun. */
  | { readonly kind: 'unknown'; readonly answer: string };

/** For so long from its first attempt on a mail is tried again. RFC 5321, section 4.5.4.1: at least 4 to 5 days. */
export const GIVE_UP_AFTER_MS = 5 * 24 * 3_600_000;

const RETRY_AFTER_MINUTES = [1, 2, 5, 10, 15, 30] as const;

/**
 * How long after an attempt that was put off the next one is made (ms): minutes at first, then an hour.
 *
 * @param attempt 1 is the first, also since a person had it sent again
 */
export const retryAfterMs = (attempt: number): number => (RETRY_AFTER_MINUTES[attempt - 1] ?? 60) * 60_000;

/**
 * Where a mail stands after an attempt, and what its ticket is told; null: the result is not for this place any more.
 *
 * @param ageMs since it was written, or since a person had it sent again
 */
export function settleAttempt(
  { state, attempt: current }: Pick<LedgerPlace, 'state' | 'attempt'>,
  attempt: number,
  result: AttemptResult,
  ageMs: number,
): { readonly state: LedgerState; readonly outcome: DeliveryOutcome | null } | null {
  if (attempt !== current || result.kind === 'lost') return null;
  // Also when a person had it queued again and the next attempt has not begun: then there is none.
  if (result.kind === 'sent' && (state === 'unknown' || state === 'queued')) return { state: 'sent', outcome: 'sent' };
  if (state !== 'sending' && state !== 'data') return null;
  switch (result.kind) {
    case 'sent':
      return { state: 'sent', outcome: 'sent' };
    case 'refused':
      return { state: 'failed', outcome: 'failed' };
    case 'unknown':
      return { state: 'unknown', outcome: 'unknown' };
    case 'deferred':
      return ageMs >= GIVE_UP_AFTER_MS ? { state: 'failed', outcome: 'failed' } : { state: 'queued', outcome: null };
  }
}

import type { FieldError, NewsItem, ProblemCode } from '#domain/contracts/problem';

/** Why a call gave no reply that a page can use: the API's own problem, or that nothing of ours answered, or not so. */
export type FailureCode = ProblemCode | 'unreachable' | 'unreadable';

/** What is known about a failed call besides its code. */
export interface FailureDetails {
  readonly status?: number;
  readonly requestId?: string;
  /** How long to wait before trying again, as the server asks for (ms). */
  readonly retryAfterMs?: number;
  /** Why, by a code that has words in the page's language or not. */
  readonly reason?: string;
  readonly errors?: readonly FieldError[];
  readonly news?: readonly NewsItem[];
}

/** A call that failed. `message` is the API's own sentence, in English; `problemWords` says it in the page's language. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly code: FailureCode;
  readonly details: FailureDetails;

  constructor(code: FailureCode, message: string, details: FailureDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** Whatever was thrown, as a failed call: what is none is a bug of this page. */
export function asCallFailed(thrown: unknown): CallFailed {
  return thrown instanceof CallFailed ? thrown : new CallFailed('internal', String(thrown));
}

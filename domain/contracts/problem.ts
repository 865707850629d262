import { z } from 'zod';
import { requestId } from './identifiers.ts';

/**
 * Every error a caller may see. Add a line here; the compiler and the API's description find the rest.
 *
 * What is not in this table is a bug and reaches callers as `internal`.
 */
export const problemCodes = {
  /** The URL or the JSON of the body cannot be read at all. */
  malformed_request: { status: 400, title: 'The request cannot be read' },
  /** Readable, but not what the endpoint asks for; `errors` says where. */
  invalid_request: { status: 400, title: 'The request has invalid fields' },
  /** No session or token, or one that is not (or no longer) valid. */
  unauthenticated: { status: 401, title: 'You are not signed in' },
  /** No such account, one that may not sign in, or another password: which of them is nobody's business. */
  wrong_credentials: { status: 401, title: 'The e-mail address or the password is wrong' },
  /** The password is right; the account also wants a code of its authenticator app. */
  second_factor_required: { status: 401, title: 'A code of your authenticator app is needed' },
  /** Another code, one that was used, or one of another time. */
  wrong_second_factor: { status: 401, title: 'The code is wrong' },
  /** The caller sees the thing and may not do this with it. */
  forbidden: { status: 403, title: 'You may not do that' },
  /** The account has a password that somebody else chose; until it is changed, everything else waits. */
  password_change_required: { status: 403, title: 'You must change your password first' },
  /** What changes something by a cookie, or over a socket that has one, must show the `csrfToken` of that session. */
  stale_session: { status: 403, title: 'This page belongs to another session' },
  /** Nothing there, or nothing the caller may know of. */
  not_found: { status: 404, title: 'There is nothing at this address' },
  /** The `Allow` header names what the address understands. */
  method_not_allowed: { status: 405, title: 'This address does not understand that method' },
  /** Somebody changed what this edit was about since the caller saw it; `news` says what. */
  stale: { status: 409, title: 'This changed in the meantime' },
  /** The thing is in a state in which this makes no sense; `detail` says why. */
  not_possible: { status: 409, title: 'That is not possible now' },
  body_too_large: { status: 413, title: 'The body is too large' },
  /** Bodies are `application/json` in UTF-8, plain or compressed with gzip, deflate or Brotli. */
  unsupported_media_type: { status: 415, title: 'The body is in a format this address does not read' },
  /** The same `Idempotency-Key` came with another request before. */
  idempotency_key_reused: { status: 422, title: 'This idempotency key was used for another request' },
  /** Something the request names (a person, a team, a ticket) does not exist or cannot take part. */
  unknown_reference: { status: 422, title: 'The request names something that is not there' },
  /** Asked or tried too often; `Retry-After` says when to come again, in seconds. */
  too_many_requests: { status: 429, title: 'Too many requests' },
  /** A bug of ours; the request id leads to it in the log. */
  internal: { status: 500, title: 'Something went wrong on our side' },
  /** What lies encrypted cannot be read with `ENCRYPTION_KEY` and the one before: only an operator can help. */
  secret_unreadable: { status: 503, title: 'A stored secret cannot be read with the keys of this installation' },
  /** PostgreSQL does not answer; safe to try again. */
  store_unavailable: { status: 503, title: 'The database does not answer' },
  /** Temporal does not answer; safe to try again. */
  engine_unavailable: { status: 503, title: 'The workflow engine does not answer' },
  /** The process waits for its database or for migrations. */
  starting: { status: 503, title: 'The server is starting' },
  /** The process finishes what it has and takes nothing new. */
  shutting_down: { status: 503, title: 'The server is shutting down' },
} as const satisfies Record<string, { status: number; title: string }>;

/** The name of one such error. */
export type ProblemCode = keyof typeof problemCodes;

/** Why something is not possible, or what is not there, for programs: stable, more may come. */
export type ProblemReason =
  | 'name_taken'
  | 'address_taken'
  | 'address_of_desk'
  | 'address_of_customer'
  | 'main_address_missing'
  | 'domain_taken'
  | 'last_manager'
  | 'role_in_use'
  | 'role_of_provider'
  | 'role_fixed'
  | 'lead_not_member'
  | 'choice_in_use'
  | 'no_mail_identity'
  | 'hours_never_open'
  | 'too_many_tokens'
  | 'secret_missing'
  | 'customer_merged'
  | 'same_customer'
  | 'notes_too_long'
  | 'too_many_tickets'
  | 'no_tickets'
  | 'too_many_jobs'
  | 'job_ended'
  | 'team_gone'
  | 'role_gone'
  | 'organisation_gone'
  | 'customer_gone'
  | 'person_gone'
  | 'hours_gone';

/** One thing that is wrong with a request. */
export const fieldError = z
  .strictObject({
    in: z.enum(['path', 'query', 'header', 'body']),
    /** JSON pointer (RFC 6901) of the field; empty for the whole. */
    pointer: z.string(),
    /** What kind of mistake, for programs. */
    code: z.string(),
    /** What is expected, for people. */
    message: z.string(),
  })
  .meta({ id: 'FieldError', description: 'One thing that is wrong with a request.' });

/** See `fieldError`. */
export type FieldError = z.infer<typeof fieldError>;

/** One fact that made an edit stale. */
export const newsItem = z
  .strictObject({
    seq: z.int().positive(),
    type: z.string(),
    at: z.iso.datetime(),
    /** Who did it: `person`, `customer`, `mail`, `flow` or `engine`. */
    by: z.string(),
    /** Of a message. */
    messageId: z.uuid().optional(),
  })
  .meta({ id: 'NewsItem', description: 'Something that happened since the caller looked.' });

/** See `newsItem`. */
export type NewsItem = z.infer<typeof newsItem>;

/** The body of every error, `application/problem+json` (RFC 9457). */
export const problemBody = z
  .strictObject({
    /** `/problems/<code>`, a reference relative to this server. */
    type: z.string(),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().optional(),
    code: z.enum(Object.keys(problemCodes) as [ProblemCode, ...ProblemCode[]]),
    requestId,
    /** With some: why, for programs. A list that grows, such as `name_taken`, `last_manager`. */
    reason: z.string().optional(),
    errors: z.array(fieldError).optional(),
    /** With `stale`: what happened meanwhile, oldest first. */
    news: z.array(newsItem).optional(),
  })
  .meta({ id: 'Problem', description: 'What went wrong (RFC 9457).' });

/** See `problemBody`. */
export type ProblemBody = z.infer<typeof problemBody>;

/** What may be said about one occurrence of a problem. All of it reaches the caller, but for the cause. */
export interface ProblemDetails {
  /** A sentence about this occurrence. */
  readonly detail?: string;
  /** The same for programs. */
  readonly reason?: ProblemReason;
  readonly errors?: readonly FieldError[];
  readonly news?: readonly NewsItem[];
  /** After how many seconds the same may be tried again; goes out as `Retry-After`. */
  readonly retryAfterSeconds?: number;
  /** For the log only. */
  readonly cause?: unknown;
}

/** An error the caller may see. Throw it anywhere below an endpoint. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly status: number;
  readonly detail: string | undefined;
  readonly reason: ProblemReason | undefined;
  readonly errors: readonly FieldError[] | undefined;
  readonly news: readonly NewsItem[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, { detail, reason, errors, news, retryAfterSeconds, cause }: ProblemDetails = {}) {
    super(detail ?? problemCodes[code].title, cause === undefined ? undefined : { cause });
    this.code = code;
    this.status = problemCodes[code].status;
    this.detail = detail;
    this.reason = reason;
    this.errors = errors;
    this.news = news;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The body as callers get it. */
  toBody(ofRequest: string): ProblemBody {
    return {
      type: `/problems/${this.code}`,
      title: problemCodes[this.code].title,
      status: this.status,
      ...(this.detail === undefined ? {} : { detail: this.detail }),
      code: this.code,
      requestId: ofRequest,
      ...(this.reason === undefined ? {} : { reason: this.reason }),
      ...(this.errors === undefined ? {} : { errors: [...this.errors] }),
      ...(this.news === undefined ? {} : { news: [...this.news] }),
    };
  }
}

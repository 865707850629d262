import type { z } from 'zod';

/** What to ask of the API. */
export interface Call<Reply> {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api`, with its query. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, with its name, in place of a body. */
  readonly file?: File;
  /** What answers it, whatever its status; null where nothing does (204). */
  readonly reply: z.ZodType<Reply> | null;
  /** Made up once per act, so that an act that is sent twice is done once. See `newIdempotencyKey`. */
  readonly idempotencyKey?: string;
  /** Besides those that follow from all this. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * Calls an endpoint.
 *
 * @throws {CallFailed} the API's problem; `unreachable` if nothing of ours answered; `unreadable` if the answer is not the contract's
 * @throws {DOMException} `AbortError`, when `signal` was aborted
 */
export interface CallApi {
  <Reply>(call: Call<Reply> & { readonly reply: z.ZodType<Reply> }): Promise<Reply>;
  (call: Call<never> & { readonly reply: null }): Promise<null>;
}

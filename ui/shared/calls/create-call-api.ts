import { problemBody, type ProblemBody } from '#domain/contracts/problem';
import type { z } from 'zod';
import type { Call, CallApi } from './call.ts';
import { CallFailed, type FailureDetails } from './call-failed.ts';
import { csrfHeader, sendAsPage, type PageOf } from './page-session.ts';
import { readReply } from './read-reply.ts';

/** Longer than the API takes to say that something behind it is away. */
const patienceMs = 10_000;
/** A large file on a slow line. */
const patienceWithFilesMs = 600_000;

/**
 * Make the way to an API. What changes something is sent as this page (`sendAsPage`).
 *
 * @param origin of the API; empty: the page's own
 * @param send for those who are no browser: they send their cookie themselves, and only ask
 */
export function createCallApi(origin: string, send: typeof fetch = (...request) => fetch(...request)): CallApi {
  async function callApi<Reply>(call: Call<Reply> & { readonly reply: z.ZodType<Reply> }): Promise<Reply>;
  async function callApi(call: Call<never> & { readonly reply: null }): Promise<null>;
  async function callApi<Reply>(call: Call<Reply>): Promise<Reply | null> {
    return sendAsPage(callApi, (sender) => callOnce(call, sender));
  }
  async function callOnce<Reply>(call: Call<Reply>, sender: PageOf): Promise<Reply | null> {
    const { signal, path } = call;
    const response = await send(`${origin}/api${path}`, requestOf(call, sender)).catch((error: unknown) => {
      if (signal?.aborted === true) throw error;
      return undefined;
    });
    const type = response?.headers.get('content-type') ?? '';
    if (response && type.startsWith('application/problem+json')) throw await failureOf(response);
    if (response?.ok === true && call.reply === null) return null;
    if (!response || call.reply === null || !type.startsWith('application/json')) throw unreachable();
    return readReply(call.reply, await read(response));
  }
  return callApi;
}

function requestOf(call: Call<unknown>, sender: PageOf): RequestInit {
  const { method = 'GET', body, file, signal } = call;
  const timeout = AbortSignal.timeout(file ? patienceWithFilesMs : patienceMs);
  return {
    method,
    credentials: 'include',
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    headers: { ...csrfHeader(sender, method), ...headersOf(call) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(file ? { body: file } : {}),
  };
}

const headersOf = ({ body, file, idempotencyKey, headers }: Call<unknown>): Record<string, string> => ({
  ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  ...(file ? { 'Content-Type': file.type || 'application/octet-stream' } : {}),
  ...(file ? { 'X-File-Name': encodeURIComponent(file.name) } : {}),
  ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
  ...headers,
});

async function failureOf(response: Response): Promise<CallFailed> {
  const parsed = problemBody.safeParse(await read(response));
  if (!parsed.success) return new CallFailed('unreadable', response.statusText, { status: response.status });
  const { code, detail, title } = parsed.data;
  return new CallFailed(code, detail ?? title, detailsOf(parsed.data, response.headers.get('retry-after')));
}

function detailsOf(
  { status, requestId, reason, errors, news }: ProblemBody,
  retryAfter: string | null,
): FailureDetails {
  return {
    status,
    requestId,
    ...(retryAfter !== null && /^\d+$/.test(retryAfter) ? { retryAfterMs: Number(retryAfter) * 1_000 } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(errors === undefined ? {} : { errors }),
    ...(news === undefined ? {} : { news }),
  };
}

/** A connection may break in the middle of a body. */
const read = (response: Response): Promise<unknown> =>
  response.json().catch(() => {
    throw unreachable();
  });

const unreachable = () => new CallFailed('unreachable', 'The API cannot be reached.');

import { setTimeout as wait } from 'node:timers/promises';
import { problemBody } from '#domain/contracts/problem';
import { messageReceiptOrPlain } from './receipt.ts';
import type { Answer, Command, Entry } from './ledger.ts';

/** A client gives up waiting for an answer, and asks again with the same key. */
const patienceMs = 4_000;
const restMs = 250;
/** Longer than any outage here. */
const mostTries = 200;
/** What a client may be told to try again later. */
const comeAgain = new Set(['store_unavailable', 'engine_unavailable', 'starting', 'shutting_down']);

/** Send a command until it is answered for good, as a client does that loses nothing. */
export async function sendCommand(apiUrl: string, command: Command): Promise<Entry> {
  const sentAt = Date.now();
  const bugs: string[] = [];
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const answer = await ask(apiUrl, command).catch(() => null);
    if (answer && 'bug' in answer) bugs.push(answer.bug);
    else if (answer) return { command, answer, tries, sentAt, answeredAt: Date.now(), bugs };
    await wait(restMs);
  }
  return { command, answer: { kind: 'unanswered' }, tries: mostTries, sentAt, answeredAt: Date.now(), bugs };
}

/** null: not now. */
async function ask(
  apiUrl: string,
  { method, path, body, key, token }: Command,
): Promise<Answer | { bug: string } | null> {
  const reply = await fetch(`${apiUrl}/api${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    signal: AbortSignal.timeout(patienceMs),
    ...(method !== 'DELETE' && { body: JSON.stringify(body ?? {}) }),
  });
  const text = await reply.text();
  if (reply.ok) return { kind: 'acknowledged', receipt: messageReceiptOrPlain.parse(JSON.parse(text)) };
  const problem = problemBody.safeParse(JSON.parse(text));
  if (!problem.success) return { bug: `${String(reply.status)} without a problem body: ${text.slice(0, 200)}` };
  const { code, requestId } = problem.data;
  if (comeAgain.has(code)) return null;
  if (reply.status >= 500) return { bug: `${method} ${path}: ${code} (request ${requestId})` };
  // Nothing here is malformed, so this would say that the API misread it.
  if (reply.status === 400) return { bug: `${method} ${path}: ${text.slice(0, 300)}` };
  return { kind: 'refused', status: reply.status, code };
}

import type { LedgerState } from '#domain/mail/ledger';
import type { ReceivedMessage } from '#testkit/received-message';
import type { Queryable } from '#store/queryable';
import type { SentLetter } from '../traffic/send-letters.ts';
import type { Finding } from './finding.ts';

/** How much mail came and went. */
export interface MailFigures {
  /** Letters that the product took with 250. */
  readonly taken: number;
  /** Mails of the product, by where they ended. */
  readonly byState: Readonly<Record<string, number>>;
}

/** What the mail server had been given. A desk that is quiet still mails what people want to be told of later. */
export interface ArrivedMail {
  /** Before the ledger was read: it knows these. */
  readonly before: readonly ReceivedMessage[];
  /** By now, these among them. */
  readonly now: readonly ReceivedMessage[];
}

/**
 * I2: every mail that was committed reached the server at least once, and more than once only where the ledger says that
 * nobody knows; one that was undone never did. And of the letters that were taken each became one message.
 *
 * @param client in a snapshot in which no mail is under way
 */
export async function checkMail(
  client: Queryable,
  arrived: ArrivedMail,
  letters: readonly SentLetter[],
): Promise<{ readonly findings: readonly Finding[]; readonly figures: MailFigures }> {
  const problems: string[] = [];
  const times = timesOf(arrived.now);
  const { rows: mails } = await client.query<{ id: string; messageId: string; state: LedgerState; attempt: number }>(
    `SELECT id, internet_message_id AS "messageId", state, attempt FROM outgoing_mail`,
  );
  const byState: Record<string, number> = {};
  const known = new Set<string>();
  for (const { id, messageId, state, attempt } of mails) {
    byState[state] = (byState[state] ?? 0) + 1;
    const came = times.get(messageId) ?? 0;
    known.add(messageId);
    const wrong = state === 'sent' ? came !== 1 : state === 'unknown' ? came > 1 : came > 0;
    if (wrong) problems.push(`mail ${id} is ${state} after attempt ${String(attempt)}, and came ${String(came)} times`);
  }
  for (const [messageId, came] of timesOf(arrived.before)) {
    if (!known.has(messageId)) problems.push(`${messageId} came ${String(came)} times and is not in the ledger`);
  }

  const { rows: read } = await client.query<{ messageId: string; messages: number }>(
    `SELECT message_id AS "messageId", count(m.id)::int AS messages
     FROM raw_mail r LEFT JOIN message m ON m.raw_mail_id = r.id GROUP BY message_id`,
  );
  const messagesOf = new Map(read.map(({ messageId, messages }) => [messageId, messages]));
  const taken = letters.filter(({ isTaken }) => isTaken);
  for (const { messageId } of taken) {
    const messages = messagesOf.get(messageId) ?? 0;
    if (messages !== 1) problems.push(`letter ${messageId} was taken and became ${String(messages)} messages`);
  }
  const findings = problems.map((what) => ({ invariant: 'I2' as const, what }));
  return { findings, figures: { taken: taken.length, byState } };
}

function timesOf(messages: readonly ReceivedMessage[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const message of messages) {
    const id = message.header('Message-ID') ?? '';
    times.set(id, (times.get(id) ?? 0) + 1);
  }
  return times;
}

import type { Queryable } from '#store/queryable';
import type { TicketFact } from '#domain/tickets/fact';
import { foldTicket } from '#domain/tickets/fold-ticket';
import type { Ticket } from '#domain/tickets/ticket';
import { acknowledged, type Ledger } from '../traffic/ledger.ts';
import type { Finding } from './finding.ts';

/** What people do to a ticket's facts; what follows from it on another ticket has no receipt of its own. */
const DONE_BY_PEOPLE: ReadonlySet<string> = new Set([
  ...['created', 'message', 'status', 'priority', 'team', 'assignee', 'tags', 'subject', 'operation'],
]);

/**
 * I1: every acknowledged command is there once, whatever was refused or is unknown is not there, and nobody did what no
 * client asked for.
 */
export async function checkCommands(
  client: Queryable,
  ledger: Ledger,
  factsOf: ReadonlyMap<string, readonly TicketFact[]>,
): Promise<Finding[]> {
  const problems: string[] = [];
  for (const { command, answer, bugs } of ledger.entries) {
    problems.push(...bugs.map((bug) => `${command.verb} was answered by a bug: ${bug}`));
    if (answer.kind === 'unanswered') problems.push(`${command.verb} ${command.key} was never answered`);
  }
  problems.push(...(await checkMarks(client, ledger)));
  const done = acknowledged(ledger);
  for (const { command, receipt } of done) {
    const facts = factsOf.get(receipt.ticketId) ?? [];
    const last = facts.find(({ seq }) => seq === receipt.seq);
    if (last?.revision !== receipt.revision) problems.push(`${command.key}: its receipt's fact is not there`);
    const { sets } = command;
    if (!sets) continue;
    const ticket = facts.filter(({ seq }) => seq <= receipt.seq).reduce<Ticket | null>(foldTicket, null);
    if (ticket?.[sets.field] !== sets.value) problems.push(`${command.key}: ${sets.field} was not set`);
  }
  problems.push(...checkOrphans(done, factsOf));
  return problems.map((what) => ({ invariant: 'I1', what }));
}

/** Texts that one command alone leaves behind. */
async function checkMarks(client: Queryable, { entries }: Ledger): Promise<string[]> {
  const { rows: messages } = await client.query<{ text: string; count: number }>(
    'SELECT body AS text, count(*)::int AS count FROM message GROUP BY body',
  );
  // A follow-up has its ticket's subject as well; only whoever changed it did what a command asked for.
  const { rows: subjects } = await client.query<{ text: string; count: number }>(
    `SELECT subject AS text, count(*)::int AS count FROM ticket_subject JOIN ticket_event USING (ticket_id, seq)
     WHERE type = 'subject' GROUP BY subject`,
  );
  const counts = {
    message: new Map(messages.map(({ text, count }) => [text, count])),
    subject: new Map(subjects.map(({ text, count }) => [text, count])),
  };
  return entries.flatMap(({ command: { key, mark, verb }, answer }) => {
    if (!mark) return [];
    const count = counts[mark.in].get(mark.text) ?? 0;
    const wanted = answer.kind === 'acknowledged' ? 1 : 0;
    return count === wanted ? [] : [`${verb} ${key} (${answer.kind}) is there ${String(count)} times`];
  });
}

/** Revisions that people made and no receipt names. */
function checkOrphans(
  done: ReturnType<typeof acknowledged>,
  factsOf: ReadonlyMap<string, readonly TicketFact[]>,
): string[] {
  const receipts = new Set(done.map(({ receipt }) => `${receipt.ticketId} ${String(receipt.revision)}`));
  const orphans = new Set<string>();
  for (const [ticketId, facts] of factsOf) {
    for (const { type, cause, revision } of facts) {
      const isPersons = cause.kind === 'person' || cause.kind === 'customer';
      const name = `${ticketId} ${String(revision)}`;
      if (isPersons && DONE_BY_PEOPLE.has(type) && !receipts.has(name)) orphans.add(`${name} (${type})`);
    }
  }
  return [...orphans].map((name) => `nobody's: ${name}`);
}

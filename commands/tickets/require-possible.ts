import { Problem } from '#domain/contracts/problem';
import { upcastState } from '#domain/tickets/engine/upcast-state';
import type { Operation } from '#domain/tickets/fact';
import { isAway, type Ticket } from '#domain/tickets/ticket';
import { engineRows } from '#store/engine/engine-row';
import { readFlowDocuments } from '#store/engine/flow-documents';
import type { LockedTicket } from '#store/tickets/lock-ticket';
import { readRuleOf } from '#store/tickets/rule-of-version';
import type { PoolClient } from 'pg';
import type { TicketWork } from './ticket-work.ts';

/**
 * Refuse an operator's act that makes no sense by what the ticket's workflow has written last. It may have moved on since;
 * then the act changes nothing.
 *
 * @throws {Problem} `not_possible`
 */
export async function requirePossible(
  { client }: TicketWork,
  { row }: LockedTicket,
  operation: Operation,
): Promise<void> {
  if (operation.act === 'skip' || operation.act === 'retry') {
    const engine = await engineRows.find(client, row.id);
    const { runs } = upcastState(engine?.state ?? null, '', 0);
    const path = runs.find(({ run }) => run === operation.run)?.paths.find(({ path: name }) => name === operation.path);
    if (!path) refuse('No flow of this ticket is there.');
    if (operation.act === 'retry' && path.state.kind !== 'stuck') refuse('Only a stuck step can be tried again.');
  }
  if (operation.act === 'run') {
    const document = (await readFlowDocuments(client, [operation.flowVersionId]))[operation.flowVersionId];
    const entry = document?.entries.find(({ id }) => id === operation.entry);
    if (isAway(row)) refuse('The ticket is out of the queue.');
    if (!row.flowVersionIds.includes(operation.flowVersionId)) refuse('This flow does not apply to the ticket.');
    if (entry?.on.type !== 'by_hand') refuse('This flow has no such start by hand.');
  }
  if (operation.act === 'migrate') await requireMigration(client, row, operation);
}

/** Nodes of the old version may be missing in the new one: their paths stop. Those that are named must be there. */
async function requireMigration(
  client: PoolClient,
  { flowVersionIds }: Ticket,
  { from, to, nodes }: Extract<Operation, { act: 'migrate' }>,
): Promise<void> {
  if (!flowVersionIds.includes(from)) refuse('The ticket is not pinned to the version it shall leave.');
  const ruleOf = await readRuleOf(client, [from, to]);
  if (from === to || ruleOf(from) !== ruleOf(to)) refuse('That is not another version of this flow.');
  const document = (await readFlowDocuments(client, [to]))[to];
  const missing = Object.values(nodes).filter((node) => !document || !Object.hasOwn(document.nodes, node));
  if (missing.length > 0) refuse(`The new version has no node ${missing.join(', ')}.`);
}

function refuse(detail: string): never {
  throw new Problem('not_possible', { detail });
}

import { isUuid } from '#domain/is-uuid';
import type { TicketTimeline, TimelineNames } from '#domain/contracts/ticket-timeline';
import type { FlowDocument } from '#domain/flow/document';
import { readFlowDocuments } from '#store/engine/flow-documents';
import type { Queryable } from '#store/queryable';
import { readNames } from '#store/tickets/read-names';

/**
 * What the ids of a page of a timeline stand for.
 *
 * Ids are looked for wherever they stand: what newer code writes into facts and steps has names, too.
 */
export async function nameTimeline(client: Queryable, entries: TicketTimeline['entries']): Promise<TimelineNames> {
  const ids = new Set<string>();
  for (const entry of entries) gather(entry.kind === 'fact' ? [entry.data, entry.cause] : entry.step, ids);
  const { staff, customers, teams, tickets, fields, policies, flows } = await readNames(client, [...ids]);
  const documents = await readFlowDocuments(client, Object.keys(flows));
  const described = Object.entries(flows).map(([id, flow]) => [id, { ...flow, ...describe(documents[id]) }] as const);
  return {
    ...{ staff: { ...staff }, customers: { ...customers }, teams: { ...teams }, tickets: { ...tickets } },
    fields: { ...fields },
    policies: { ...policies },
    flows: Object.fromEntries(described),
  };
}

function gather(value: unknown, ids: Set<string>): void {
  if (typeof value === 'string' && isUuid(value)) ids.add(value);
  if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) gather(member, ids);
}

/** A document that this code cannot read has no words for its nodes. */
function describe(document: FlowDocument | undefined): Pick<TimelineNames['flows'][string], 'nodes' | 'entries'> {
  const nodes = Object.entries(document?.nodes ?? {}).map(
    ([code, { type, title = null }]) => [code, { type, title }] as const,
  );
  const entries = (document?.entries ?? []).map(({ id, on, title = null }) => [id, { on: on.type, title }] as const);
  return { nodes: Object.fromEntries(nodes), entries: Object.fromEntries(entries) };
}

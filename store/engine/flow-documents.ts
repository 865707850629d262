import { namedCalendars } from '#domain/conditions/named-calendars';
import type { FlowDocument } from '#domain/flow/document';
import { skeletonOf, type FlowSkeleton } from '#domain/flow/skeleton';
import type { Queryable } from '../queryable.ts';

/** Versions never change. */
const known = new Map<string, FlowDocument | 'unknown'>();

/**
 * Documents of flow versions, by id. Not checked again: one that newer code wrote may hold nodes this code does not know, and
 * the machine makes a path that comes to one stuck.
 *
 * One that is written in another way altogether is left out, as if it were not there: so workflows ask for it again at each
 * load, and have it as soon as newer code is back.
 */
export async function readFlowDocuments(
  client: Queryable,
  versionIds: readonly string[],
): Promise<Readonly<Record<string, FlowDocument>>> {
  const missing = versionIds.filter((id) => !known.has(id));
  if (missing.length > 0) {
    const { rows } = await client.query<{ id: string; document: FlowDocument }>(
      'SELECT id, document FROM flow_version WHERE id = ANY($1)',
      [missing],
    );
    for (const { id, document } of rows) known.set(id, isReadable(document) ? document : 'unknown');
  }
  return Object.fromEntries(
    versionIds.flatMap((id) => {
      const document = known.get(id);
      return document && document !== 'unknown' ? [[id, document]] : [];
    }),
  );
}

/** Whether it has the parts of a document; what is in them is for the machine, which knows what to do with what it does not know. */
function isReadable({ version, entries, nodes }: Record<'version' | 'entries' | 'nodes', unknown>): boolean {
  const isWhole = (parts: unknown) => isObject(parts) && Object.values(parts).every(isObject);
  return version === 1 && Array.isArray(entries) && isWhole(entries) && isWhole(nodes);
}

const isObject = (part: unknown): part is object => typeof part === 'object' && part !== null;

/** Calendars asked for by the document of a version; versions never change. */
const asked = new Map<string, readonly string[]>();

/** Ids of the calendars whose hours these flows ask for on their way. */
export async function readCalendarsAsked(client: Queryable, versionIds: readonly string[]): Promise<readonly string[]> {
  const documents = await readFlowDocuments(client, versionIds);
  for (const [id, { nodes }] of Object.entries(documents)) if (!asked.has(id)) asked.set(id, namedCalendars(nodes));
  return [...new Set(versionIds.flatMap((id) => asked.get(id) ?? []))];
}

/** Documents without texts, as workflows may hold them. */
export async function readFlowSkeletons(
  client: Queryable,
  versionIds: readonly string[],
): Promise<Readonly<Record<string, FlowSkeleton>>> {
  const documents = await readFlowDocuments(client, versionIds);
  return Object.fromEntries(Object.entries(documents).map(([id, document]) => [id, skeletonOf(document)]));
}

/**
 * What an operator can search tickets by in the Temporal UI: name and indexed type.
 *
 * Ids and codes only, since search attributes are never encrypted. No import of the SDK here: whoever starts a
 * development server reads this table before any package is loaded.
 */
export const searchAttributeTable = {
  NixNumber: 'Int',
  NixStatus: 'Keyword',
  NixPriority: 'Keyword',
  NixTeam: 'Keyword',
  NixSlaState: 'Keyword',
  NixNextDue: 'Datetime',
  NixStuck: 'Bool',
} as const satisfies Record<string, 'Int' | 'Keyword' | 'Datetime' | 'Bool'>;

/** The same table as arguments of `temporal server start-dev`. */
export const searchAttributeFlags: readonly string[] = Object.entries(searchAttributeTable).flatMap(([name, type]) => [
  '--search-attribute',
  `${name}=${type}`,
]);

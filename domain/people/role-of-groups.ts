/** Which role those of a group get. */
interface GroupRole {
  readonly group: string;
  readonly role: string;
}

/**
 * The role that somebody's groups give them: of the first line whose group they are in; else the default one.
 *
 * @param claimed what the provider says of their groups: one text or a list, else nothing is believed
 * @returns null: they are not let in
 */
export function roleOfGroups(claimed: unknown, lines: readonly GroupRole[], defaultRole: string | null): string | null {
  const groups = new Set(typeof claimed === 'string' ? [claimed] : Array.isArray(claimed) ? claimed : []);
  return lines.find(({ group }) => groups.has(group))?.role ?? defaultRole;
}

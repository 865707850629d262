import type { PresenceState, PresentPerson } from '#domain/contracts/presence';

/** What one socket says that its person does on a ticket. */
export interface PresenceEntry {
  readonly staffId: string;
  readonly socketId: string;
  readonly state: PresenceState;
  readonly since: string;
  readonly name: string | null;
}

/**
 * People instead of tabs: whoever replies in one replies, and does so since the first of those began. Who is there longest
 * comes first.
 */
export function mergePresence(entries: readonly PresenceEntry[]): PresentPerson[] {
  const people = new Map<string, PresentPerson>();
  for (const { staffId, state, since, name } of entries) {
    const known = people.get(staffId);
    const isStronger = known === undefined || (known.state === 'viewing' && state === 'replying');
    if (!isStronger && (known.state !== state || known.since <= since)) continue;
    people.set(staffId, { staffId, ...(name === null ? {} : { name }), state, since });
  }
  return [...people.values()].sort((one, other) => compare(keyOf(one), keyOf(other)));
}

const keyOf = ({ since, staffId }: PresentPerson) => `${since} ${staffId}`;
const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));

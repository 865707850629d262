import type { Terms } from '#domain/sla/fact';
import { readCalendar } from '#domain/sla/read-calendar';
import { readPolicy } from '#domain/sla/read-policy';
import type { Queryable } from '../queryable.ts';

const nothingPromised: Terms = { policy: null, calendar: null };
/** Versions never change, so what was read once is good for the life of the process. */
const known = new Map<string, Terms>();

/**
 * The policies and calendars of these versions, to be asked for by id afterwards.
 *
 * Of a policy that newer code wrote, what is known counts. Hours that cannot be read count as always open: a clock that runs
 * out too early makes somebody look, one that never does is missed by all (decision 012).
 *
 * @throws {Error} from the answer, if it is asked for a version that was not named here or is not there
 */
export async function readTerms(
  client: Queryable,
  policyVersionIds: readonly (string | null)[],
): Promise<(policyVersionId: string | null) => Terms> {
  const missing = policyVersionIds.filter((id) => id !== null && !known.has(id));
  if (missing.length > 0) {
    const { rows } = await client.query<{ id: string; body: unknown; calendar: unknown }>(
      `SELECT p.id, p.body, c.body AS calendar
       FROM sla_policy_version p LEFT JOIN calendar_version c ON c.id = p.calendar_version_id
       WHERE p.id = ANY($1)`,
      [missing],
    );
    for (const { id, body, calendar: hours } of rows) {
      const calendar = hours === null ? null : readCalendar(hours);
      known.set(id, { policy: readPolicy(body), calendar: calendar === 'unreadable' ? null : calendar });
    }
  }
  return (id) => {
    const terms = id === null ? nothingPromised : known.get(id);
    if (!terms) throw new Error(`There is no policy version ${String(id)}.`);
    return terms;
  };
}

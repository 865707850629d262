import type { ClockReasons, ExplainedClock } from '#domain/contracts/clock-reasons';
import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { canSee } from '#domain/permissions/ticket';
import { outlookAt, type ClockOutlook } from '#domain/sla/outlook';
import { pausesOf, type ClockPauses } from '#domain/sla/pauses';
import type { FactType, TicketFact } from '#domain/tickets/fact';
import { PRIORITIES } from '#domain/tickets/words';
import type { Queryable } from '#store/queryable';
import { readTerms } from '#store/tickets/policy-terms';
import { readFactsSince } from '#store/tickets/read-facts-since';
import { readPolicyNames, type PolicyNames } from '#store/tickets/read-policy-names';
import { readTicket } from '#store/tickets/read-ticket';
import { presentClock } from './present-clock.ts';

/** What sets a clock's terms, or makes it stand still. */
const TELLING: readonly FactType[] = ['created', 'status', 'policy', 'merged', 'unmerged', 'spam', 'not_spam', 'deleted', 'restored']; // prettier-ignore

/**
 * Why the clocks of a ticket are due when they are: by which policy and hours, from when on, and when they stood still. Open
 * ones first, the soonest of them first; then those that ended, the last of them first.
 *
 * @throws {Problem} `not_found`, `forbidden` (its requester)
 */
export async function explainClocks(client: Queryable, viewer: Actor, ticketId: string): Promise<ClockReasons> {
  const ticket = await readTicket(client, ticketId);
  if (!ticket || !canSee(viewer, ticket)) throw new Problem('not_found');
  if (viewer.kind === 'customer') throw new Problem('forbidden');
  const facts = await readFactsSince(client, ticketId, { revision: 0, types: TELLING });
  const versionIds = [...new Set(facts.flatMap((fact) => policyOf(fact) ?? []))];
  const [termsOf, names] = [await readTerms(client, versionIds), await readPolicyNames(client, versionIds)];
  const pauses = pausesOf(ticket.sla, facts, ticket.now);

  const explain = (clock: ClockOutlook): ExplainedClock & { readonly order: number } => {
    const { metric, openedBy } = clock;
    const own = pauses.find((one) => one.metric === metric && one.openedBy === openedBy);
    const versionId = policyAt(facts, own?.endedAt ?? ticket.now);
    const { policy } = termsOf(versionId);
    const targets = PRIORITIES.flatMap((priority) => {
      const seconds = policy?.targets[priority]?.[metric];
      return seconds === undefined ? [] : [[priority, seconds * 1000] as const];
    });
    return {
      ...{ ...presentClock(clock), openedBy, endedAt: perhaps(own?.endedAt ?? null) },
      ...namesOf(names, versionId),
      targetsMs: Object.fromEntries(targets),
      standsStillIn: [...(policy?.pauses[metric] ?? [])],
      pauses: (own?.pauses ?? []).map(presentPause),
      order: orderOf(clock, own),
    };
  };
  const clocks = outlookAt(ticket.sla, ticket.now).map(explain);
  return {
    priority: ticket.priority,
    clocks: clocks.sort((a, b) => a.order - b.order).map(({ order: _, ...clock }) => clock),
    now: instant(ticket.now),
  };
}

const policyOf = (fact: TicketFact): string | null =>
  fact.type === 'created' ? fact.policyVersionId : fact.type === 'policy' ? fact.to : null;

/** The policy version that applied at an instant (ms), after all facts of it. */
function policyAt(facts: readonly TicketFact[], at: number): string | null {
  const setting = facts.filter((fact) => fact.at <= at && (fact.type === 'created' || fact.type === 'policy')).at(-1);
  return setting ? policyOf(setting) : null;
}

function namesOf(all: readonly PolicyNames[], versionId: string | null): Pick<ExplainedClock, 'policy' | 'calendar'> {
  const found = all.find((one) => one.versionId === versionId);
  if (!found) return { policy: null, calendar: null };
  const { calendar, name, version } = found;
  return { policy: { versionId: found.versionId, name, version }, calendar };
}

const presentPause = ({ from, to, because }: ClockPauses['pauses'][number]): ExplainedClock['pauses'][number] => ({
  ...{ from: instant(from), to: perhaps(to), because },
});

/** Those that are late or due by their instant, those that stand still behind them, then by their end, backwards. */
function orderOf({ breachedAt, dueAt, state }: ClockOutlook, own: ClockPauses | undefined): number {
  if (state === 'running' || state === 'paused') return breachedAt ?? dueAt ?? Number.MAX_SAFE_INTEGER / 2;
  return Number.MAX_SAFE_INTEGER - (own?.endedAt ?? 0);
}

const instant = (at: number) => new Date(at).toISOString();
const perhaps = (at: number | null) => (at === null ? null : instant(at));

import { hasStuck } from '../../flow/machine.ts';
import type { PathState } from '../../flow/run.ts';
import type { UnknownFact } from '../unknown-fact.ts';
import type { EngineClock, EngineState, EngineTicket } from './engine-state.ts';
import type { Plan } from './plan-next.ts';

/** What operators find a ticket by in the Temporal UI. */
export interface ShownAttributes {
  readonly NixNumber: number;
  readonly NixStatus: string;
  readonly NixPriority: string;
  readonly NixTeam: string | null;
  readonly NixSlaState: 'breached' | 'running' | 'paused' | 'none';
  /** ms */
  readonly NixNextDue: number | null;
  readonly NixStuck: boolean;
}

/** The attributes of a loaded ticket. */
export function attributesOf({ runs }: EngineState, ticket: EngineTicket): ShownAttributes {
  return {
    NixNumber: ticket.number,
    NixStatus: ticket.status,
    NixPriority: ticket.priority,
    NixTeam: ticket.teamId,
    NixSlaState: slaState(ticket.clocks),
    NixNextDue: nextDue(ticket.clocks),
    NixStuck: hasStuck(runs),
  };
}

/** Where a ticket's workflow stands, as Markdown for the Temporal UI. */
export function detailsOf(state: EngineState, ticket: EngineTicket, plan: Extract<Plan, { kind: 'rest' }>): string {
  const { number, status, priority, teamId, isAway } = ticket;
  const lines = [
    `**Ticket #${String(number)}** ${status}, ${priority}${isAway ? ', out of the queue' : ''}`,
    `Team: ${teamId ?? 'none'}`,
    ...ticket.clocks.filter(isOpen).map(clockLine),
    ...state.runs.flatMap(({ flowVersionId, run, paths }) =>
      paths.map(
        ({ path, node, state: where }) =>
          `Flow ${flowVersionId} (run ${String(run)}, path ${path}): ${where.kind} at ${node}${whyStuck(where)}`,
      ),
    ),
    ...(state.unknownFacts.length > 0
      ? [`Unknown to this version: ${state.unknownFacts.map(factName).join(', ')}`]
      : []),
    ...(state.isPaused ? ['Flows are paused.'] : []),
    plan.until === null ? 'Waits for news.' : `Next: ${plan.waitsFor} at ${new Date(plan.until).toISOString()}`,
  ];
  return lines.join('\n\n');
}

function whyStuck(state: PathState): string {
  if (state.kind !== 'stuck') return '';
  return ` (${state.reason}${state.held ? `: ${factName(state.held.fact)}` : ''})`;
}

const factName = ({ seq, type }: UnknownFact) => `fact ${String(seq)}, "${type}"`;

const isOpen = ({ state }: EngineClock) => state === 'running' || state === 'paused';

function clockLine({ metric, state, dueAt, breached }: EngineClock): string {
  const due = dueAt === null ? '' : `, due ${new Date(dueAt).toISOString()}`;
  return `${metric}: ${breached ? 'breached' : state}${due}`;
}

function slaState(clocks: readonly EngineClock[]): ShownAttributes['NixSlaState'] {
  const open = clocks.filter(isOpen);
  if (open.some(({ breached }) => breached)) return 'breached';
  if (open.some(({ state }) => state === 'running')) return 'running';
  return open.length > 0 ? 'paused' : 'none';
}

function nextDue(clocks: readonly EngineClock[]): number | null {
  const instants = clocks.flatMap(({ state, dueAt, breached }) =>
    state === 'running' && !breached && dueAt !== null ? [dueAt] : [],
  );
  return instants.length > 0 ? Math.min(...instants) : null;
}

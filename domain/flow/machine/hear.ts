import type { TicketFact } from '../../tickets/fact.ts';
import type { FlowRun, Moved } from '../run.ts';
import { leaveWaits } from './leave-waits.ts';
import type { Flows } from './look-up.ts';
import { migrate } from './migrate.ts';
import { operate } from './operate.ts';
import { startRuns, stopped } from './start-runs.ts';

/**
 * What one fact of a ticket does to the runs of its flows: it ends waits, then starts runs; an operator's act moves one path,
 * or the runs of a version;
 * merging, spam and deletion end all. A fact that the code does not know is
 * `holdPaths`' matter.
 *
 * Pure. Facts are heard in the order of `seq`, each once, also while flows are paused.
 *
 * @param pinned versions whose entries may start runs; none while the ticket is out of the queue
 */
export function hear(
  runs: readonly FlowRun[],
  flows: Flows,
  pinned: readonly string[],
  fact: TicketFact,
  ticket: { readonly id: string },
): Moved {
  if (fact.type === 'merged' || fact.type === 'spam' || fact.type === 'deleted') {
    return { runs: [], steps: stopped(runs, fact.type) };
  }
  if (fact.type === 'operation' && (fact.act === 'skip' || fact.act === 'retry')) return operate(runs, flows, fact);
  if (fact.type === 'operation' && fact.act === 'migrate') return migrate(runs, flows, fact);
  const left = leaveWaits(runs, flows, fact, ticket.id);
  const started = startRuns(left.runs, flows, pinned, fact, ticket.id);
  return { runs: started.runs, steps: [...left.steps, ...started.steps] };
}

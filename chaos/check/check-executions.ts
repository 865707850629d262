import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import proto from '@temporalio/proto';
import { ticketWorkflowId } from '#workflows/ticket/ticket.messages';
import type { Finding } from './finding.ts';

/** Executions of tickets' workflows, and how they ended. */
export interface ExecutionFigures {
  readonly executions: number;
  readonly longestEvents: number;
  readonly byStatus: Readonly<Record<string, number>>;
}

const mostEvents = 500;
const prefix = ticketWorkflowId('');
const { WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR: nondeterminism } =
  proto.temporal.api.enums.v1.WorkflowTaskFailedCause;

/**
 * I6: no history that the code disagrees with, no execution that failed, none over 500 events.
 *
 * @param folder where the histories of those go, to be replayed
 * @param suspects tickets whose histories go there as well
 */
export async function checkExecutions(
  client: Client,
  { folder, suspects }: { readonly folder: string; readonly suspects: ReadonlySet<string> },
): Promise<{ readonly findings: readonly Finding[]; readonly figures: ExecutionFigures }> {
  const problems: string[] = [];
  const byStatus: Record<string, number> = {};
  let longestEvents = 0;
  let executions = 0;
  for await (const { workflowId, runId, status } of client.workflow.list()) {
    if (!workflowId.startsWith(prefix)) continue;
    executions += 1;
    const before = problems.length;
    byStatus[status.name] = (byStatus[status.name] ?? 0) + 1;
    const name = `${workflowId} ${runId}`;
    if (status.name === 'FAILED' || status.name === 'TIMED_OUT') problems.push(`${name} ended as ${status.name}`);
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const { events } = history;
    longestEvents = Math.max(longestEvents, events?.length ?? 0);
    if ((events?.length ?? 0) > mostEvents) problems.push(`${name} has ${String(events?.length)} events`);
    for (const { workflowTaskFailedEventAttributes: failed } of events ?? []) {
      if (failed?.cause === nondeterminism) problems.push(`${name}: its history goes another way than the code`);
    }
    if (problems.length > before || suspects.has(workflowId.slice(prefix.length))) {
      writeFileSync(join(folder, `${workflowId}-${runId}.json`), historyToJSON(history));
    }
  }
  const findings = problems.map((what) => ({ invariant: 'I6', what }) as const);
  return { findings, figures: { executions, longestEvents, byStatus } };
}

import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { createDataConverter } from '#temporal/codec';
import { loadWorkflowBundle } from '#temporal/workflow-bundle';
import { ticketWorkflowId } from '#workflows/ticket/ticket.messages';
import { distributionOf, milliseconds } from '../distribution.ts';
import type { BenchStack } from '../stack.ts';
import { atMost, plain, type Figure } from './figure.ts';
import { developmentKey, withProduct, type Product } from './product.ts';
import { watchSeen } from './until-seen.ts';

/** A ticket that went to and fro; every word is seen before the next, so each costs a task of its own. */
const conversation = { messages: 200, pauses: 10 };
/** What one replay of a run may take, when the code is loaded. */
const replayMs = 300;

type History = Awaited<ReturnType<ReturnType<Client['workflow']['getHandle']>['fetchHistory']>>;

/** Events of a long ticket, run by run, and what it takes to replay them. */
export async function history(stack: BenchStack, scale: number): Promise<Figure[]> {
  const runs = await withProduct(stack, { database: 'history' }, async (product) => {
    const rounds = Math.max(1, Math.round(conversation.pauses * scale));
    const ticketId = await converse(product, rounds, conversation.messages / conversation.pauses);
    return historiesOf(product.client, ticketWorkflowId(ticketId));
  });
  const took = await replay(runs);
  const events = runs.map((run) => run.events?.length ?? 0);
  const sum = took.reduce((all, one) => all + one, 0);
  return [
    plain('long ticket: runs, and events in each', `${String(runs.length)}: ${events.join(', ')}`),
    plain('long ticket: replay of each run, warm', took.map(milliseconds).join(', ')),
    plain('long ticket: replay of all runs together', milliseconds(sum)),
    atMost('  the run that takes longest', Math.max(...took), replayMs, milliseconds),
  ];
}

/** Question and answer in turn; at the end of each round the agent puts the ticket off, and the next question resumes it. */
async function converse({ desk, pool }: Product, rounds: number, messagesPerRound: number): Promise<string> {
  const watch = watchSeen(pool);
  const { ticketId, seq } = await desk.open();
  await watch.seen(ticketId, seq);
  for (let round = 0; round < rounds; round++) {
    for (let message = 0; message < messagesPerRound; message++) {
      const written = await desk.write(message % 2 === 0 ? 'customer' : 'agent', ticketId);
      await watch.seen(ticketId, written.seq);
    }
    await watch.seen(ticketId, (await desk.putOff(ticketId)).seq);
  }
  return ticketId;
}

/** The histories of all executions that continued each other, the first first. */
async function historiesOf(client: Client, workflowId: string): Promise<History[]> {
  const fetch = (runId?: string) => client.workflow.getHandle(workflowId, runId).fetchHistory();
  const last = await fetch();
  const firstRunId = last.events?.[0]?.workflowExecutionStartedEventAttributes?.firstExecutionRunId;
  const runs: History[] = [];
  for (let runId = firstRunId; runId;) {
    const run = await fetch(runId);
    runs.push(run);
    runId = run.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return runs;
}

/** A worker that has run for a while has compiled what runs often; the first rounds are for that. */
const rounds = { warmUp: 3, measured: 3 };

/** How long each takes in a worker that is warm; milliseconds, the median. @throws {Error} one of them does not replay */
async function replay(runs: readonly History[]): Promise<number[]> {
  let begun = 0;
  function* oneByOne() {
    for (let round = 0; round < rounds.warmUp + rounds.measured; round++) {
      for (const run of runs) {
        begun = performance.now();
        yield { history: run, workflowId: 'long-ticket' };
      }
    }
  }
  const took: number[] = [];
  const options = { workflowBundle: await loadWorkflowBundle(), dataConverter: createDataConverter(developmentKey) };
  for await (const { error } of Worker.runReplayHistories(options, oneByOne())) {
    if (error) throw error;
    took.push(performance.now() - begun);
  }
  const warm = took.slice(rounds.warmUp * runs.length);
  return runs.map((_, run) => distributionOf(warm.filter((__, index) => index % runs.length === run)).p50);
}

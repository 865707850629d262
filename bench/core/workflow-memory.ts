import { setTimeout as wait } from 'node:timers/promises';
import { inLanes } from '../in-lanes.ts';
import type { BenchStack } from '../stack.ts';
import { plain, type Figure } from './figure.ts';
import { withProduct, type Product } from './product.ts';
import { watchSeen } from './until-seen.ts';

const lanes = 16;
/** The first are for what a worker takes once: code, connections, buffers. */
const steps = 4;
const ticketsPerStep = 1_000;
/** Until garbage of the last tasks is gone, as far as it goes by itself. */
const restMs = 5_000;

interface Sample {
  readonly cached: number;
  readonly residentMiB: number;
}

/** What workflows of tickets take in a worker that keeps them all; the worker is a process of its own, with all its roles. */
export async function memory(stack: BenchStack, scale: number): Promise<Figure[]> {
  const perStep = Math.max(10, Math.round(ticketsPerStep * scale));
  const workerEnv = { MAX_CACHED_WORKFLOWS: String(steps * perStep + 1_000) };
  const samples = await withProduct(stack, { database: 'memory', workerEnv }, async (product) => {
    const taken: Sample[] = [];
    const watch = watchSeen(product.pool);
    for (let step = 0; step < steps; step++) {
      await inLanes(lanes, perStep, async () => {
        const { ticketId, seq } = await product.desk.open();
        await watch.seen(ticketId, seq);
      });
      await wait(restMs * Math.min(1, scale * 2));
      taken.push(await sampleOf(product));
    }
    return taken;
  });
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last) throw new Error('Nothing was measured.');
  const perThousand = ((last.residentMiB - first.residentMiB) / (last.cached - first.cached)) * 1_000;
  const course = samples.map(({ cached, residentMiB }) => `${residentMiB.toFixed(0)} MiB at ${String(cached)}`);
  return [
    plain('memory of the worker by cached workflows', course.join(', ')),
    plain('  per 1,000 cached workflows', `${perThousand.toFixed(0)} MiB`),
  ];
}

async function sampleOf({ worker }: Product): Promise<Sample> {
  const text = await (await fetch(`${worker.url}/metrics`)).text();
  const figure = (line: RegExp) => Number(line.exec(text)?.[1]);
  return {
    cached: figure(
      /^nixflow_engine_tasks\{(?=[^}]*task_queue="nixflow-tickets")[^}]*kind="cached_workflows"[^}]*\} (\S+)/m,
    ),
    residentMiB: figure(/^process_resident_memory_bytes\{[^}]*\} (\S+)/m) / 2 ** 20,
  };
}

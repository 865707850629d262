import type { Metrics } from '#process/metrics';
import type { Worker } from '@temporalio/worker';
import { Gauge, type Registry } from 'prom-client';

/** The workers of a process, by the queue each polls: one figure shows them all. */
const watched = new WeakMap<Registry, Map<string, Worker>>();

/** Show what a Temporal worker has in hand and in memory. */
export function watchTemporalWorker(worker: Worker, taskQueue: string, { registry }: Metrics): void {
  const known = watched.get(registry);
  if (known) {
    known.set(taskQueue, worker);
    return;
  }
  const workers = new Map([[taskQueue, worker]]);
  watched.set(registry, workers);
  new Gauge({
    name: 'nixflow_engine_tasks',
    help: 'Workflow activations and activities under way, and workflows cached.',
    labelNames: ['task_queue', 'kind'],
    registers: [registry],
    collect() {
      for (const [queue, one] of workers) {
        const status = one.getStatus();
        this.set({ task_queue: queue, kind: 'workflow_activations' }, status.numInFlightWorkflowActivations);
        this.set({ task_queue: queue, kind: 'activities' }, status.numInFlightActivities);
        this.set({ task_queue: queue, kind: 'cached_workflows' }, status.numCachedWorkflows);
      }
    },
  });
}

import type { Metrics } from '#process/metrics';
import type { Worker } from '@temporalio/worker';
import { Gauge } from 'prom-client';

/** Show what a Temporal worker has in hand and in memory. */
export function watchTemporalWorker(worker: Worker, taskQueue: string, { registry }: Metrics): void {
  new Gauge({
    name: 'nixflow_engine_tasks',
    help: 'Workflow activations and activities under way, and workflows cached.',
    labelNames: ['task_queue', 'kind'],
    registers: [registry],
    collect() {
      const status = worker.getStatus();
      this.set({ task_queue: taskQueue, kind: 'workflow_activations' }, status.numInFlightWorkflowActivations);
      this.set({ task_queue: taskQueue, kind: 'activities' }, status.numInFlightActivities);
      this.set({ task_queue: taskQueue, kind: 'cached_workflows' }, status.numCachedWorkflows);
    },
  });
}

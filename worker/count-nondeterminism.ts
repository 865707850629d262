import type { Metrics } from '#process/metrics';
import { Counter } from 'prom-client';

/**
 * Show how many executions a worker found to go another way than its code, which is an error of the code.
 *
 * @returns to be called for each
 */
export function countNondeterminism({ registry }: Pick<Metrics, 'registry'>): () => void {
  const ended = new Counter({
    name: 'nixflow_engine_nondeterminism_total',
    help: 'Executions that ended because their history goes another way than the code of this process. They are begun again.',
    registers: [registry],
  });
  return () => {
    ended.inc();
  };
}

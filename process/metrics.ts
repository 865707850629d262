import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { version } from './version.ts';

/** The figures of a pool of connections, as `pg.Pool` has them. */
interface CountedPool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

/** The figures of one process, for Prometheus. */
export interface Metrics {
  readonly registry: Registry;
  /** Show how many connections a pool has, how many of them are idle and how many callers wait for one. */
  watchPool(pool: CountedPool): void;
  /** Everything, in Prometheus' text format. */
  text(): Promise<string>;
}

/** A registry with Node's own figures and the build, labelled with the name of the process. */
export function createMetrics({ service }: { readonly service: string }): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'nixflow_build_info',
    help: 'Always 1; the labels say which build runs on which Node.',
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set({ version, node: process.version }, 1);

  return {
    registry,
    watchPool: (pool) => {
      new Gauge({
        name: 'nixflow_database_pool_connections',
        help: 'Connections of the PostgreSQL pool, and callers that wait for one.',
        labelNames: ['state'],
        registers: [registry],
        collect() {
          this.set({ state: 'total' }, pool.totalCount);
          this.set({ state: 'idle' }, pool.idleCount);
          this.set({ state: 'waiting' }, pool.waitingCount);
        },
      });
    },
    text: () => registry.metrics(),
  };
}

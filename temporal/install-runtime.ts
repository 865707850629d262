import type { Logger } from '#process/logger';
import { Runtime } from '@temporalio/worker';
import { passToLogger } from './pass-to-logger.ts';

/**
 * Set up Temporal's core for this process, once, before the first worker: its logs go through ours, signals stay ours.
 *
 * @param metricsAddress `host:port` on which core serves its own figures to Prometheus
 */
export function installTemporalRuntime(logger: Logger, metricsAddress: string | undefined): void {
  Runtime.install({
    logger: passToLogger(logger),
    shutdownSignals: [],
    telemetryOptions: {
      logging: { forward: {}, filter: { core: 'WARN', other: 'ERROR' } },
      ...(metricsAddress === undefined ? {} : { metrics: { prometheus: { bindAddress: metricsAddress } } }),
    },
  });
}

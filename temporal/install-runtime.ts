import type { Logger } from '#process/logger';
import { Runtime } from '@temporalio/worker';
import { passToLogger } from './pass-to-logger.ts';

/** Where Temporal's core shows what it does. */
export interface RuntimeParts {
  readonly logger: Logger;
  /** An execution ended because its history goes another way than the code. */
  readonly onNondeterminism?: () => void;
  /** `host:port` on which core serves its own figures to Prometheus. */
  readonly metricsAddress?: string | undefined;
}

/** Set up Temporal's core for this process, once, before the first worker: its logs go through ours, signals stay ours. */
export function installTemporalRuntime({ logger, metricsAddress, ...listeners }: RuntimeParts): void {
  Runtime.install({
    logger: passToLogger(logger, listeners),
    shutdownSignals: [],
    telemetryOptions: {
      logging: { forward: {}, filter: { core: 'WARN', other: 'ERROR' } },
      ...(metricsAddress === undefined ? {} : { metrics: { prometheus: { bindAddress: metricsAddress } } }),
    },
  });
}

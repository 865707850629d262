import { startRelay } from '#outbox/start-relay';
import { watchOutbox } from '#outbox/watch-outbox';
import type { RunningRole, WorkerParts } from './role.ts';

/** Role `relay`: delivers rows of the outbox that their writers did not. Any number of them may run. */
export function startRelayRole(parts: WorkerParts): RunningRole {
  const logger = parts.logger.child({ role: 'relay' });
  const relay = startRelay({ pool: parts.pool, delivery: parts.delivery, logger });
  const watch = watchOutbox({ pool: parts.pool, registry: parts.metrics.registry, logger });
  return {
    ready: () => relay.isWell(),
    async close() {
      watch.stop();
      await relay.close();
    },
  };
}

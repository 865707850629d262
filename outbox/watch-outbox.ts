import type { Logger } from '#process/logger';
import { outboxFigures } from '#store/outbox/outbox-figures';
import type { Queryable } from '#store/queryable';
import { Gauge, type Registry } from 'prom-client';

/** What watching the outbox needs. */
export interface OutboxWatch {
  readonly pool: Queryable;
  readonly registry: Registry;
  readonly logger: Logger;
  readonly everyMs?: number;
}

/**
 * Show what waits in the outbox, read every 5 s. By the clock and not when Prometheus asks, so that a PostgreSQL that is
 * away takes no other figure with it; the last ones stay then.
 */
export function watchOutbox({ pool, registry, logger, everyMs = 5_000 }: OutboxWatch) {
  const gauge = (name: string, help: string) =>
    new Gauge({ name: `nixflow_outbox_${name}`, help, labelNames: ['destination'] as const, registers: [registry] });
  const waiting = gauge('waiting_rows', 'Rows of the outbox that are not delivered yet.');
  const lapsed = gauge('lapsed_rows', 'Of those, the ones that nobody has claimed any more.');
  const refused = gauge('refused_rows', 'Rows that their destination will not have; tried again, ever less often.');
  const oldest = gauge('oldest_row_age_seconds', 'Age of the oldest of them; 0 if there is none.');
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    for (const figures of await outboxFigures(pool)) {
      const { destination } = figures;
      waiting.set({ destination }, figures.waiting);
      lapsed.set({ destination }, figures.lapsed);
      refused.set({ destination }, figures.refused);
      oldest.set({ destination }, figures.oldestSeconds);
    }
  }
  const look = () => {
    reading ??= read()
      .catch((error: unknown) => logger.debug({ err: error }, 'What waits in the outbox could not be read.'))
      .finally(() => {
        reading = undefined;
      });
  };
  const clock = setInterval(look, everyMs);
  look();
  return {
    stop(): void {
      clearInterval(clock);
    },
  };
}

import { DESTINATIONS, type Destination } from '#store/outbox/outbox-row';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { CircuitState } from './circuit.ts';

/** Who delivers: the process whose command wrote the row, or a relay after the claim lapsed. */
export type Deliverer = 'writer' | 'relay';

/** What became of a row in somebody's hands. All but `delivered` leave it in the outbox, where its claim lapses; `refused` after a wait that grows. */
export type Outcome =
  | { readonly kind: 'delivered'; readonly lagSeconds?: number; readonly isDuplicate?: boolean }
  /** Delivered, but not struck from the outbox: it will be delivered again. */
  | { readonly kind: 'unsettled'; readonly error: unknown }
  | { readonly kind: 'failed' | 'refused'; readonly error: unknown }
  /** Not tried: nobody tries behind an open circuit. */
  | { readonly kind: 'circuit_open' }
  /** Not tried: the claim would have lapsed before the answer. */
  | { readonly kind: 'late' };

/** Where deliveries are counted. */
export interface DeliveryFigures {
  count(destination: Destination, by: Deliverer, outcome: Outcome): void;
  circuit(destination: Destination, state: CircuitState): void;
}

const circuitNumbers = { closed: 0, probing: 1, open: 2 } as const satisfies Record<CircuitState, number>;

/** The figures of a process's deliveries. */
export function createDeliveryFigures(registry: Registry): DeliveryFigures {
  const registers = [registry];
  const deliveries = new Counter({
    name: 'nixflow_outbox_deliveries_total',
    help: 'Rows of the outbox that were to be delivered, by destination, by whom, and what became of them.',
    labelNames: ['destination', 'by', 'outcome'],
    registers,
  });
  const lag = new Histogram({
    name: 'nixflow_outbox_lag_seconds',
    help: 'From the writing of a row of the outbox to its settling.',
    labelNames: ['destination'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    registers,
  });
  const duplicates = new Counter({
    name: 'nixflow_outbox_duplicates_total',
    help: 'Deliveries whose row another process had settled meanwhile, by delivering it or a later one of its ticket.',
    labelNames: ['destination'],
    registers,
  });
  const circuits = new Gauge({
    name: 'nixflow_outbox_circuit_state',
    help: 'Whether this process asks a destination: 0 yes, 1 one try to see whether it is back, 2 no.',
    labelNames: ['destination'],
    registers,
  });
  for (const destination of DESTINATIONS) {
    circuits.set({ destination }, circuitNumbers.closed);
    duplicates.inc({ destination }, 0);
  }

  return {
    count(destination, by, outcome) {
      deliveries.inc({ destination, by, outcome: outcome.kind });
      if (outcome.kind !== 'delivered') return;
      if (outcome.lagSeconds !== undefined) lag.observe({ destination }, outcome.lagSeconds);
      if (outcome.isDuplicate === true) duplicates.inc({ destination });
    },
    circuit: (destination, state) => circuits.set({ destination }, circuitNumbers[state]),
  };
}

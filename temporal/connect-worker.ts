import { NativeConnection } from '@temporalio/worker';
import type { TemporalAddress } from './connection.ts';

/** The connection of a worker, which polls over it. Rejects when the engine does not answer. */
export function connectWorker({ address, tls, apiKey }: TemporalAddress): Promise<NativeConnection> {
  return NativeConnection.connect({
    address,
    tls: tls ?? apiKey !== undefined,
    ...(apiKey === undefined ? {} : { apiKey }),
  });
}

import {
  Client,
  Connection,
  type ConnectionLike,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';

/** Where the engine is and how to be let in. */
export interface TemporalAddress {
  /** `host:port` of the frontend service. */
  readonly address: string;
  readonly namespace: string;
  /** TLS is on by itself when there is an API key. */
  readonly tls?: boolean | undefined;
  readonly apiKey?: string | undefined;
}

/** How long a call to the engine may take before the caller hears that it does not answer. */
const engineDeadlineMs = 2_000;

/**
 * A connection that dials at its first call, says no within half a second when nobody listens, and recovers by itself.
 *
 * The SDK's defaults retry for 20 s, far longer than a person at a button waits.
 */
export function connectTemporal({ address, tls, apiKey }: TemporalAddress): Connection {
  return Connection.lazy({
    address,
    tls: tls ?? apiKey !== undefined,
    ...(apiKey === undefined ? {} : { apiKey }),
    interceptors: [makeGrpcRetryInterceptor(defaultGrpcRetryOptions({ maxAttempts: 3 }))],
    channelArgs: { 'grpc.max_reconnect_backoff_ms': 2_000 },
  });
}

/** A client that encrypts what it sends and decrypts what it gets. */
export function createTemporalClient(connection: Connection, namespace: string, dataConverter: DataConverter): Client {
  return new Client({ connection, namespace, dataConverter });
}

/**
 * Run calls to the engine, all of them within two seconds unless told.
 *
 * A server that accepts the connection and then stays silent would otherwise hold the caller for a minute.
 */
export function withinEngineDeadline<T>(
  connection: ConnectionLike,
  calls: () => Promise<T>,
  withinMs = engineDeadlineMs,
): Promise<T> {
  return connection.withDeadline(Date.now() + withinMs, calls);
}

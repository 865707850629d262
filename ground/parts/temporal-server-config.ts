import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '../paths.ts';

/** What a Temporal server of ours has to be told. */
export interface TemporalServerSettings {
  /** Superuser's URL of the PostgreSQL. */
  readonly postgresUrl: string;
  /** Names of its databases there. */
  readonly databases: { readonly default: string; readonly visibility: string };
  readonly ports: TemporalServerPorts;
  readonly dynamicConfigFile: string;
}

/** Ports of 127.0.0.1. Each of the four services has one for its calls and one by which the others find it. */
export type TemporalServerPorts = Readonly<Record<(typeof temporalServerPortNames)[number], number>>;

/** The ports to choose; `frontend` is the one that clients call. */
export const temporalServerPortNames = [
  'frontend',
  'history',
  'matching',
  'worker',
  'frontendMembership',
  'historyMembership',
  'matchingMembership',
  'workerMembership',
] as const;

/**
 * The server's configuration, as JSON, which is YAML too.
 *
 * 32 shards and 40 connections: with the 4 shards of Temporal's own examples, 1,000 timers due within 10 s fire up to 5.3 s
 * late instead of 3.3 s. Nobody needs its figures, archives or profiles here.
 */
export function temporalServerConfig({ postgresUrl, databases, ports, dynamicConfigFile }: TemporalServerSettings) {
  const { hostname, port, username, password } = new URL(postgresUrl);
  const store = (databaseName: string, connections: number) => ({
    sql: {
      pluginName: 'postgres12_pgx',
      databaseName,
      connectAddr: `${hostname}:${port || '5432'}`,
      connectProtocol: 'tcp',
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      maxConns: connections,
      maxIdleConns: connections,
      maxConnLifetime: '1h',
    },
  });
  const service = (grpcPort: number, membershipPort: number) => ({
    rpc: { grpcPort, membershipPort, bindOnLocalHost: true },
  });
  return JSON.stringify({
    log: { stdout: true, level: 'warn' },
    persistence: {
      defaultStore: 'default',
      visibilityStore: 'visibility',
      numHistoryShards: 32,
      datastores: { default: store(databases.default, 40), visibility: store(databases.visibility, 10) },
    },
    global: { membership: { maxJoinDuration: '30s', broadcastAddress: '127.0.0.1' } },
    services: {
      frontend: service(ports.frontend, ports.frontendMembership),
      history: service(ports.history, ports.historyMembership),
      matching: service(ports.matching, ports.matchingMembership),
      worker: service(ports.worker, ports.workerMembership),
    },
    clusterMetadata: {
      failoverVersionIncrement: 10,
      masterClusterName: 'active',
      currentClusterName: 'active',
      clusterInformation: {
        active: {
          enabled: true,
          initialFailoverVersion: 1,
          rpcName: 'frontend',
          rpcAddress: `127.0.0.1:${String(ports.frontend)}`,
        },
      },
    },
    dcRedirectionPolicy: { policy: 'noop' },
    dynamicConfigClient: { filepath: dynamicConfigFile, pollInterval: '1m' },
  });
}

/** Far beyond what one machine does. */
const unlimited = 1_000_000;

/** What is not in the way of a measurement; by default 2,400 requests a second, in matching 1,200, 10 lists or counts. */
const limits = [
  'frontend.rps',
  'frontend.namespaceRPS',
  'frontend.namespaceRPS.visibility',
  'frontend.namespaceCount',
  'frontend.persistenceMaxQPS',
  'history.rps',
  'history.persistenceMaxQPS',
  'matching.rps',
  'matching.persistenceMaxQPS',
  'worker.persistenceMaxQPS',
];

/**
 * The server's dynamic configuration, as YAML: what a deployment has (`ops/temporal`), with its limits on requests and
 * queries per second lifted, since a bench measures the server and not its brakes.
 */
export function temporalServerDynamicConfig(): string {
  const deployed = readFileSync(join(checkout, 'ops', 'temporal', 'dynamic-config.yaml'), 'utf8');
  return [deployed, ...limits.map((key) => `${key}:\n  - value: ${String(unlimited)}`)].join('\n');
}

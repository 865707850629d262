import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { connectTemporal, withinEngineDeadline, type TemporalAddress } from '#temporal/connection';
import { searchAttributeFlags } from '#temporal/search-attribute-table';
import { launch } from '../launch.ts';
import { livingRun, type RunRecord } from '../run-record.ts';
import { stopProcess, stopUnresponsive, type StopStep } from '../stop-process.ts';
import type { TemporalCli } from './temporal-cli.ts';
import { dynamicConfigFlags } from './temporal-dynamic-config.ts';

/** Where a Temporal dev server of ours lives. */
export interface TemporalPlace {
  readonly cli: TemporalCli;
  /** Folder of its database file. */
  readonly data: string;
  readonly runFolder: string;
  readonly log: string;
  readonly choosePorts: () => Promise<{ grpc: number; http: number; metrics: number; ui: number | undefined }>;
}

/** A running Temporal: gRPC address, its web UI if it has one, and whether it ran already. */
export interface TemporalServer {
  readonly address: string;
  readonly uiUrl: string | undefined;
  readonly adopted: boolean;
  readonly record: RunRecord;
}

/** How Temporal ends; its database survives any of them. */
export const stopTemporal: readonly StopStep[] = [
  ['SIGTERM', 8],
  ['SIGKILL', 2],
];

/**
 * Run a Temporal dev server for this place: adopt the one that runs there and answers, or start it.
 *
 * The two pragmas and a deployment's dynamic configuration are what makes it usable as more than a demo: without the pragmas
 * it writes an order of magnitude slower, without the configuration a timer of 100 ms fires 0.9 s late.
 *
 * @throws {Error} it does not come up; with the end of its log
 */
export async function startTemporal(place: TemporalPlace): Promise<TemporalServer> {
  const running = livingRun(place.runFolder, 'temporal');
  if (running) {
    const isOurVersion = running.fingerprint === place.cli.version;
    if (isOurVersion && (await isTemporalAnswering(ours(running.ports)))) return describe(running, true);
    await stopProcess(running.pid, isOurVersion ? stopUnresponsive : stopTemporal);
  }
  const ports = await place.choosePorts();
  mkdirSync(place.data, { recursive: true });
  // No `--ui-codec-endpoint`: the UI would ask it without the cookie that says who asks, and ignore the switch for that.
  const shown = ports.ui === undefined ? ['--headless'] : ['--ui-port', String(ports.ui)];
  const record = await launch({
    name: 'temporal',
    runFolder: place.runFolder,
    command: place.cli.path,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--log-level', 'warn', ...shown],
      ...['--port', String(ports.grpc), '--http-port', String(ports.http), '--metrics-port', String(ports.metrics)],
      ...['--db-filename', join(place.data, 'temporal.db')],
      ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'],
      ...dynamicConfigFlags,
      ...searchAttributeFlags,
    ],
    log: place.log,
    ports: {
      grpc: ports.grpc,
      http: ports.http,
      metrics: ports.metrics,
      ...(ports.ui !== undefined && { ui: ports.ui }),
    },
    fingerprint: place.cli.version,
    isReady: () => isTemporalAnswering(ours(ports)),
    readySeconds: 60,
  });
  return describe(record, false);
}

/** Whether a Temporal at this address knows the namespace, asked once with a limit of two seconds. */
export async function isTemporalAnswering(at: TemporalAddress): Promise<boolean> {
  const connection = connectTemporal(at);
  try {
    await withinEngineDeadline(connection, () =>
      connection.workflowService.describeNamespace({ namespace: at.namespace }),
    );
    return true;
  } catch {
    return false;
  } finally {
    await connection.close();
  }
}

const addressOf = (ports: Readonly<Record<string, number | undefined>>) => `127.0.0.1:${String(ports['grpc'])}`;

const ours = (ports: Readonly<Record<string, number | undefined>>): TemporalAddress => ({
  address: addressOf(ports),
  namespace: 'default',
});

const describe = (record: RunRecord, adopted: boolean): TemporalServer => ({
  address: addressOf(record.ports),
  uiUrl: record.ports['ui'] === undefined ? undefined : `http://localhost:${String(record.ports['ui'])}`,
  adopted,
  record,
});

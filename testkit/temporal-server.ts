import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { searchAttributeFlags } from '#temporal/search-attribute-table';
import { atEndOfFile } from './at-end-of-file.ts';
import { type ChildProcess, startProgram } from './child-process.ts';
import { freePort } from './free-port.ts';
import { testStack } from './stack.ts';
import { waitUntil } from './wait-until.ts';

/** A Temporal dev server of a test's own, to be killed, stopped and started again. */
export interface TestTemporalServer {
  /** `127.0.0.1:port`, namespace `default`, with our search attributes. */
  readonly address: string;
  /** The process that runs now. */
  process(): ChildProcess;
  /** SIGKILL; its executions are in its database file. */
  kill9(): Promise<void>;
  /** Start it again on the same port with the executions it has. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Start a Temporal dev server without UI, its database a file. Ends with the test file. */
export async function startTemporalServer(): Promise<TestTemporalServer> {
  const dir = mkdtempSync(join(testStack().dir, 'temporal-'));
  const [port, httpPort, metricsPort] = [await freePort(), await freePort(), await freePort()];
  const address = `127.0.0.1:${port}`;
  const args = [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--headless', '--log-level', 'warn'],
    ...['--port', String(port), '--http-port', String(httpPort), '--metrics-port', String(metricsPort)],
    ...['--db-filename', join(dir, 'temporal.db')],
    // Without the pragmas it writes an order of magnitude slower; without the setting short timers fire a second late.
    ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'],
    ...['--dynamic-config-value', 'history.timerProcessorMaxTimeShift="50ms"'],
    ...searchAttributeFlags,
  ];
  const start = async () => {
    const server = await startProgram(testStack().temporalCli, { name: 'temporal', args, ready: { port } });
    await waitUntil('Temporal knows its namespace', () => knowsNamespace(address), { withinMs: 30_000, everyMs: 100 });
    return server;
  };
  let running = await start();
  const close = async () => {
    await running.kill9();
    rmSync(dir, { recursive: true, force: true });
  };
  atEndOfFile('Temporal of its own', close);
  return {
    address,
    process: () => running,
    kill9: async () => {
      await running.kill9();
    },
    start: async () => {
      running = await start();
    },
    close,
  };
}

async function knowsNamespace(address: string): Promise<boolean> {
  const connection = await Connection.connect({ address, connectTimeout: 2000 });
  try {
    await connection.withDeadline(Date.now() + 2000, () =>
      connection.workflowService.describeNamespace({ namespace: 'default' }),
    );
    return true;
  } finally {
    await connection.close();
  }
}

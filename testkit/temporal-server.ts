import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { dynamicConfigFlags } from '#ground/parts/temporal-dynamic-config';
import { searchAttributeFlags } from '#temporal/search-attribute-table';
import { startProgram, type ChildProcess } from './child-process.ts';
import { freePort } from './free-port.ts';
import { startRestartable, type RestartableServer } from './restartable-server.ts';
import { testStack } from './stack.ts';
import { waitUntil } from './wait-until.ts';

/** A Temporal dev server of a test's own, to be killed, stopped and started again; its executions are in a file. */
export interface TestTemporalServer extends RestartableServer<ChildProcess> {
  /** `127.0.0.1:port`, namespace `default`, with our search attributes. */
  readonly address: string;
}

/** Start a Temporal dev server, its database a file, without web UI unless told its port. Ends with the test file. */
export async function startTemporalServer({ uiPort }: { readonly uiPort?: number } = {}): Promise<TestTemporalServer> {
  const [port, httpPort, metricsPort] = [await freePort(), await freePort(), await freePort()];
  const address = `127.0.0.1:${port}`;
  const shown = uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)];
  const args = [
    ...['server', 'start-dev', '--ip', '127.0.0.1', ...shown, '--log-level', 'warn'],
    ...['--port', String(port), '--http-port', String(httpPort), '--metrics-port', String(metricsPort)],
    // Without the pragmas it writes an order of magnitude slower; without the configuration short timers fire a second late.
    ...['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=normal'],
    ...dynamicConfigFlags,
    ...searchAttributeFlags,
  ];
  const server = await startRestartable('temporal', async (folder) => {
    const stored = ['--db-filename', join(folder, 'temporal.db')];
    const options = { name: 'temporal', args: [...args, ...stored], ready: { port } };
    const running = await startProgram(testStack().temporalCli, options);
    await waitUntil('Temporal knows its namespace', () => knowsNamespace(address), { withinMs: 30_000, everyMs: 100 });
    return running;
  });
  return { address, ...server };
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

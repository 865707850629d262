import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import { type InternalConnectionOptions, InternalConnectionOptionsSymbol } from '@temporalio/client/lib/connection.js';
import { type DataConverter, type Duration, IllegalStateError } from '@temporalio/common';
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { Queryable } from '#store/queryable';
import { searchAttributeTable } from '#temporal/search-attribute-table';
import { atEndOfFile } from './at-end-of-file.ts';
import { startProgram } from './child-process.ts';
import { followWorkflowClock } from './follow-workflow-clock.ts';
import { freePort } from './free-port.ts';
import { requirePart } from './requirements.ts';
import { testStack } from './stack.ts';

/** A Temporal whose time stands still until it is skipped, with a worker. Both time and worker are this test file's own. */
export interface TimeSkipping {
  readonly client: Client;
  readonly connection: Connection;
  readonly taskQueue: string;
  /** The server's clock, which is that of its workflows. */
  now(): Promise<Date>;
  /**
   * Let that much time pass, from timer to timer. Nothing else moves it, also not waiting for a result.
   *
   * @param after workflows that first do all they can do at present; else a timer not yet begun ends late
   */
  skip(duration: Duration, ...after: readonly Pick<WorkflowHandle, 'query'>[]): Promise<void>;
  /** End the worker, then the server. Safe to repeat. */
  close(): Promise<void>;
}

/** What the worker runs. */
export interface TimeSkippingOptions {
  /** Its `nixflow_now()` follows the workflows' clock: whenever an activity runs it has reached the workflow's instant. */
  readonly database: Queryable;
  readonly activities: object;
  /** Module of the workflows; the product's unless told. */
  readonly workflowsPath?: string;
  readonly dataConverter?: DataConverter;
  /** One of its own unless told: the server is this test file's own. */
  readonly taskQueue?: string;
}

/** Added without looking, because this server cannot list what it has. */
const indexedTypes = Object.fromEntries(
  Object.entries(searchAttributeTable).map(([name, type]) => [
    name,
    proto.temporal.api.enums.v1.IndexedValueType[`INDEXED_VALUE_TYPE_${type.toUpperCase() as Uppercase<typeof type>}`],
  ]),
);

const beside = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/**
 * Start Temporal's test server and a worker. Ends with the test file.
 *
 * The server cannot list, count or reset executions and has no schedules: `startTemporalServer` can.
 *
 * @throws {Error} there is no such server: say `needs('java')` before
 */
export async function createTimeSkipping(options: TimeSkippingOptions): Promise<TimeSkipping> {
  const { database, activities, workflowsPath = beside('../workflows/index.ts'), dataConverter } = options;
  quietRuntime();
  const program = requirePart('java', testStack().timeSkippingServer);
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const server = await startProgram(program, { name: 'time-skipping', args: [String(port)], ready: { port } });
  // The SDK reaches this server's clock only so; its own test environment gives the server but 5 s to start.
  const withClock: InternalConnectionOptions = {
    address,
    [InternalConnectionOptionsSymbol]: { supportsTestService: true },
  };
  const connection = await Connection.connect(withClock);
  const nativeConnection = await NativeConnection.connect({ address });
  await connection.operatorService.addSearchAttributes({ namespace: 'default', searchAttributes: indexedTypes });
  const interceptors = { activity: [followWorkflowClock(database)] };
  const taskQueue = options.taskQueue ?? `skipped-${randomUUID()}`;
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath,
    workflowInterceptorModules: [beside('./carry-workflow-clock.ts')],
    logger: new DefaultLogger('WARN'),
  });
  const converter = dataConverter && { dataConverter };
  const worker = await Worker.create({
    ...{ connection: nativeConnection, taskQueue, workflowBundle, activities, interceptors, ...converter },
  });
  const running = worker.run();
  const closeOnce = async () => {
    worker.shutdown();
    await running;
    await nativeConnection.close();
    await connection.close();
    await server.kill9();
  };
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= closeOnce());
  atEndOfFile('time-skipping Temporal', close);

  const time = connection.testService;
  if (time === undefined) throw new Error(`${program} is no test server: it cannot skip time.`);
  return {
    client: new Client({ connection, ...converter }),
    connection,
    taskQueue,
    now: async () => new Date(tsToMs((await time.getCurrentTime({})).time)),
    async skip(duration, ...after) {
      // A query is answered when the workflow task before it is done.
      await Promise.all(after.map((handle) => handle.query('__stack_trace')));
      await time.unlockTimeSkippingWithSleep({ duration: msToTs(duration) });
    },
    close,
  };
}

/** Workers tell of every step otherwise. One runtime serves the whole process: if there is one already, it stays. */
function quietRuntime(): void {
  try {
    Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
  } catch (error) {
    if (!(error instanceof IllegalStateError)) throw error;
  }
}

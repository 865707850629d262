import { createDeliveryActivities } from '#activities/create-delivery-activities';
import { createTicketActivities } from '#activities/create-ticket-activities';
import type { CommandContext } from '#commands/tickets/command-context';
import type { Actor } from '#domain/permissions/actor';
import { readSmtpUrl } from '#mail/smtp/smtp-url';
import { seed } from '#store/seed';
import { createDataConverter } from '#temporal/codec';
import { endedByNondeterminism } from '#temporal/ended-by-nondeterminism';
import { ensureSearchAttributes } from '#temporal/search-attributes';
import { taskQueues } from '#temporal/task-queues';
import { createTicketEngine, type TicketEngine } from '#temporal/ticket-engine';
import { loadWorkflowBundle } from '#temporal/workflow-bundle';
import { ticketWorkflowId } from '#workflows/ticket/ticket.messages';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { IllegalStateError } from '@temporalio/common';
import pg from 'pg';
import { atEndOfFile } from './at-end-of-file.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { testStack } from './stack.ts';
import { createTestNamespace } from './temporal-namespace.ts';

/** The key of processes without one of their own, outside production. */
const developmentKey = 'development-only-encryption-key-of-nixflow';

/** Who needs files starts the whole product. */
const noFiles = { openFile: () => Promise.resolve(null) };

/** Where links of tickets lead. */
export const frontendUrl = 'https://desk.nixflow.test';

/** Tickets with their workflows, in this very process: a database, a namespace and a worker nobody else has. */
export interface TicketWorker {
  readonly database: TestDatabase;
  readonly pool: pg.Pool;
  readonly client: Client;
  readonly namespace: string;
  readonly engine: TicketEngine;
  /** To call commands with; what they announce is told to the engine at once. */
  context(actor: Actor, more?: Partial<CommandContext>): CommandContext;
  /** The ticket's execution. */
  handle(ticketId: string): WorkflowHandle;
  /** Start a worker, for instance after `stopWorker`; with other workflow code than ours, if some is given. */
  startWorker(workflowBundle?: WorkflowBundleOption): Promise<void>;
  /** End the worker in order; the engine then has nobody to run workflows. */
  stopWorker(): Promise<void>;
}

/** Start all of it. Ends with the test file. */
export async function startTicketWorker(
  options: {
    readonly activities?: (real: object) => object;
    /** Let the flows run that every installation has. */
    readonly builtInFlows?: boolean;
    /** Where mail is handed to; without it the installation has no address and sends none. */
    readonly smtpUrl?: string;
  } = {},
): Promise<TicketWorker> {
  quietRuntime();
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  const pool = new pg.Pool({ connectionString: database.url, max: 10 });
  pool.on('error', () => undefined);
  atEndOfFile('pool', () => pool.end());
  await seed(pool);
  // A test says itself what runs on its tickets.
  if (options.builtInFlows !== true) await pool.query('UPDATE flow SET is_active = false');
  const { smtpUrl } = options;
  if (smtpUrl === undefined) await pool.query('DELETE FROM mail_address');
  const dataConverter = createDataConverter(developmentKey);
  const { client, connection, name: namespace } = await createTestNamespace(dataConverter);
  await ensureSearchAttributes(connection, namespace);
  const engine = createTicketEngine(client);
  const deliverSoon: CommandContext['deliverSoon'] = (rows) => {
    for (const row of rows) {
      // A test that ends, or one that stops the engine, does not care.
      if (row.destination === 'temporal') void engine.announce(row.ticketId, row.seq, row.epoch).catch(() => undefined);
      if (row.destination === 'delivery') void engine.startDelivery(row.payload.deliveryId).catch(() => undefined);
    }
  };
  const activities = createTicketActivities({ pool, deliverSoon, frontendUrl });
  const ours = await loadWorkflowBundle();
  const native = await NativeConnection.connect({ address: testStack().temporalAddress });
  atEndOfFile('native connection', () => native.close());
  let stop: (() => Promise<void>) | undefined;

  const startWorker = async (workflowBundle: WorkflowBundleOption = ours) => {
    const shared = { connection: native, namespace, workflowBundle, dataConverter };
    const workers = [
      await Worker.create({
        ...shared,
        taskQueue: taskQueues.tickets,
        workflowFailureErrorTypes: endedByNondeterminism,
        activities: options.activities?.(activities) ?? activities,
      }),
    ];
    if (smtpUrl !== undefined) {
      const server = readSmtpUrl(smtpUrl);
      const sending = createDeliveryActivities({ pool, deliverSoon, server: () => server, files: noFiles });
      workers.push(await Worker.create({ ...shared, taskQueue: taskQueues.deliveries, activities: sending }));
    }
    const running = Promise.all(workers.map((worker) => worker.run()));
    stop = async () => {
      stop = undefined;
      for (const worker of workers) worker.shutdown();
      await running;
    };
  };
  const stopWorker = async () => {
    await stop?.();
  };
  await startWorker();
  atEndOfFile('worker', stopWorker);
  return {
    database,
    pool,
    client,
    namespace,
    engine,
    context: (actor, more) => ({ pool, actor, deliverSoon, ...more }),
    handle: (ticketId) => client.workflow.getHandle(ticketWorkflowId(ticketId)),
    startWorker,
    stopWorker,
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

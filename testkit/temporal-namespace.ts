import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { msToTs } from '@temporalio/common/lib/time.js';
import { atEndOfFile } from './at-end-of-file.ts';
import { testStack } from './stack.ts';
import { waitUntil } from './wait-until.ts';

/** A namespace of a test file's own on the run's Temporal: its ids, task queues and search attributes are nobody else's. */
export interface TestNamespace {
  readonly name: string;
  readonly connection: Connection;
  /** Encrypts as `dataConverter` says. */
  readonly client: Client;
}

/** Make a namespace, in some 0.1 s. It has no search attributes of ours yet. */
export async function createTestNamespace(dataConverter?: DataConverter): Promise<TestNamespace> {
  const name = `test-${randomUUID()}`;
  const connection = await Connection.connect({ address: testStack().temporalAddress });
  atEndOfFile('connection to Temporal', () => connection.close());
  await connection.workflowService.registerNamespace({
    namespace: name,
    workflowExecutionRetentionPeriod: msToTs('1 day'),
  });
  const client = new Client({ connection, namespace: name, ...(dataConverter && { dataConverter }) });
  // The server's own parts hear of a new namespace one after the other.
  await waitUntil('the namespace is known', () => client.workflow.count().then(() => true), { everyMs: 50 });
  return { name, connection, client };
}

import { Client, Connection } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { testStack } from './stack.ts';
import { startTemporalOnPostgres } from './temporal-on-postgres.ts';
import { waitUntil } from './wait-until.ts';

// Building that server takes minutes, so it is no part that tests ask for: whoever has run a bench has it.
describe.runIf(testStack().temporalServer)('a Temporal over PostgreSQL', () => {
  it('keeps its executions when it is killed, finds them by our search attributes, and leaves no database', async () => {
    const before = await databases();
    const server = await startTemporalOnPostgres();
    const connection = await Connection.connect({ address: server.address });
    const client = new Client({ connection, namespace: server.namespace });
    const handle = await client.workflow.start('anything', {
      workflowId: 'kept',
      taskQueue: 'nobody',
      typedSearchAttributes: [
        { key: defineSearchAttributeKey('NixNumber', 'INT'), value: 17 },
        { key: defineSearchAttributeKey('NixNextDue', 'DATETIME'), value: new Date('2026-03-02T08:00:00Z') },
      ],
    });
    await server.kill9();
    await expect(connection.withDeadline(Date.now() + 1000, () => handle.describe())).rejects.toThrow();
    await server.start();
    const found = await waitUntil('the execution is found', async () => {
      const { count } = await client.workflow.count("NixNumber = 17 AND NixNextDue < '2026-03-03T00:00:00Z'");
      return count === 1 && (await handle.describe());
    });
    expect(found.runId).toBe(handle.firstExecutionRunId);
    await connection.close();

    expect((await databases()).length).toBe(before.length + 2);
    await server.close();
    expect(await databases()).toEqual(before);
  });
});

/** Of Temporal servers alone: other tests make databases meanwhile. */
async function databases(): Promise<string[]> {
  const client = new pg.Client({ connectionString: testStack().postgresUrl });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE datname LIKE 'temporal%' ORDER BY 1",
  );
  await client.end();
  return rows.map(({ datname }) => datname);
}

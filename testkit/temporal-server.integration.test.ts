import { Client, Connection } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { searchAttributeTable } from '#temporal/search-attribute-table';
import { startTemporalServer } from './temporal-server.ts';

describe('a Temporal of its own', () => {
  it('keeps its executions when it is killed, and comes back on its port with our search attributes', async () => {
    const server = await startTemporalServer();
    const connection = await Connection.connect({ address: server.address });
    const handle = await new Client({ connection }).workflow.start('anything', {
      workflowId: 'kept',
      taskQueue: 'nobody',
    });
    await server.kill9();
    await expect(connection.withDeadline(Date.now() + 1000, () => handle.describe())).rejects.toThrow();
    await server.start();
    const { runId } = await handle.describe();
    expect(runId).toBe(handle.firstExecutionRunId);
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
    expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(Object.keys(searchAttributeTable)));
    await connection.close();
  });
});

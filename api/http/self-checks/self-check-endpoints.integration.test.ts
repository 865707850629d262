import type { SelfCheckView } from '#domain/contracts/self-check';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { createTestDatabase } from '#testkit/database';
import { serveTestApp } from '#testkit/serve-test-app';
import { openStore, type Store } from '#store/connect';
import { selfCheckWorkflowId } from '#workflows/self-check.messages';
import { beforeAll, expect, test } from 'vitest';
import { findSelfCheckEndpoint } from './find-self-check.ts';
import { startSelfCheckEndpoint } from './start-self-check.ts';

let store: Store;

beforeAll(async () => {
  const database = await createTestDatabase();
  atEndOfFile('database', database.drop);
  store = openStore({ url: database.url, applicationName: 'test' });
  atEndOfFile('store', store.close);
});

async function serve(startWorkflow: (id: string) => Promise<void>) {
  const realtime = { publish: () => undefined };
  const { pool } = store;
  const { origin, log } = await serveTestApp([
    startSelfCheckEndpoint({ pool, realtime, startWorkflow }),
    findSelfCheckEndpoint({ pool }),
  ]);
  const call = async (method: string, path = '') => {
    const response = await fetch(`${origin}/api/self-checks${path}`, { method });
    return { status: response.status, body: (await response.json()) as SelfCheckView };
  };
  const said = () => log.lines().map(({ msg, workflowId }) => [msg, workflowId]);
  return { call, said };
}

test('every line of a request about a self-check names its workflow, as the worker does', async () => {
  const { call, said } = await serve(() => Promise.resolve());
  const { status, body } = await call('POST');
  expect(status).toBe(202);
  expect((await call('GET', `/${body.id}`)).body.id).toBe(body.id);
  const workflowId = selfCheckWorkflowId(body.id);
  await expect.poll(said).toEqual([
    ['answered', workflowId],
    ['answered', workflowId],
  ]);
});

test('so do the lines that say why it did not start', async () => {
  const started: string[] = [];
  const { call, said } = await serve((id) => {
    started.push(id);
    return Promise.reject(new Error('Temporal is away.'));
  });
  expect((await call('POST')).status).toBe(503);
  const workflowId = selfCheckWorkflowId(String(started[0]));
  await expect.poll(said).toEqual([
    ['a part is away', workflowId],
    ['answered with an error', workflowId],
  ]);
});

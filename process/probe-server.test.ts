import { afterEach, expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';
import { startProbeServer } from './probe-server.ts';

let close: (() => Promise<void>) | undefined;
afterEach(async () => {
  await close?.();
  close = undefined;
});

async function start(live: 'ok' | { problem: string }, ready: () => Promise<boolean>) {
  const metrics = createMetrics({ service: 'worker' });
  metrics.watchPool({ totalCount: 3, idleCount: 2, waitingCount: 1 });
  const server = await startProbeServer({ port: 0, host: '127.0.0.1', metrics, live: () => live, ready });
  close = server.close;
  return async (path: string, method = 'GET') => {
    const response = await fetch(`http://127.0.0.1:${String(server.port)}${path}`, { method });
    return [response.status, await response.text()] as const;
  };
}

test('a worker that can work says so', async () => {
  const get = await start('ok', () => Promise.resolve(true));
  expect(await get('/live?from=probe')).toEqual([200, '{"status":"ok"}']);
  expect(await get('/ready')).toEqual([200, '{"status":"ready"}']);
  expect(await get('/else')).toEqual([404, '{"status":"not_found"}']);
  expect(await get('/live', 'POST')).toEqual([405, '{"status":"method_not_allowed"}']);
});

test('a worker that cannot work is not ready, and a broken one is not live and says why', async () => {
  const get = await start({ problem: 'the poller died' }, () => Promise.reject(new Error('no database')));
  expect(await get('/live')).toEqual([503, '{"status":"broken","problem":"the poller died"}']);
  expect(await get('/ready')).toEqual([503, '{"status":"not_ready"}']);
});

test('whoever does not know within two seconds is not ready', async () => {
  const get = await start('ok', () => new Promise(() => undefined));
  expect(await get('/ready')).toEqual([503, '{"status":"not_ready"}']);
});

test('the figures name the process, the build and the pool', async () => {
  const get = await start('ok', () => Promise.resolve(true));
  const [, text] = await get('/metrics');
  expect(text).toMatch(/^nixflow_build_info\{version="\d+\.\d+\.\d+[^"]*",node="v\d+[^"]*",service="worker"\} 1$/m);
  expect(text).toContain('nixflow_database_pool_connections{state="waiting",service="worker"} 1');
  expect(text).toMatch(/^process_resident_memory_bytes\{service="worker"\} \d+$/m);
});

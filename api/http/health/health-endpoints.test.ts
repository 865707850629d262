import { healthReport } from '#domain/contracts/health';
import { problemBody } from '#domain/contracts/problem';
import { serveTestApp } from '#testkit/serve-test-app';
import { expect, test } from 'vitest';
import { healthEndpoints, type HealthChecks, type Phase } from './health-endpoints.ts';

const here = () => Promise.resolve();
const away = () => Promise.reject(new Error('refused'));
const silent = () => new Promise<never>(() => undefined);

async function serve(checks: Partial<HealthChecks>, phase: Phase = 'running') {
  const health = { database: here, redis: here, temporal: here, ...checks };
  const { origin } = await serveTestApp(healthEndpoints({ health, phase: () => phase }));
  return async (path: string) => {
    const response = await fetch(`${origin}/api${path}`);
    return { status: response.status, body: (await response.json()) as unknown };
  };
}

test('when all is there, health says so in the words monitors look for', async () => {
  const get = await serve({});
  const { status, body } = await get('/health');
  expect(status).toBe(200);
  expect(Object.keys(body as object)).toEqual(['status', 'timestamp', 'services']);
  expect(body).toEqual({
    status: 'ok',
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
    services: { database: 'connected', redis: 'connected', temporal: 'connected' },
  });
  expect(await get('/live')).toEqual({ status: 200, body: { status: 'ok' } });
  expect(await get('/ready')).toEqual({ status: 200, body: { status: 'ready' } });
});

test.each(['redis', 'temporal'] as const)('without %s the service goes on, and health names it', async (name) => {
  const get = await serve({ [name]: away });
  const { status, body } = await get('/health');
  expect(status).toBe(503);
  const report = healthReport.parse(body);
  expect(report.status).toBe('degraded');
  expect(Object.entries(report.services).filter(([, word]) => word === 'disconnected')).toEqual([
    [name, 'disconnected'],
  ]);
  expect((await get('/ready')).status).toBe(200);
  expect((await get('/live')).status).toBe(200);
});

test('without the database the process lives and gets no requests', async () => {
  const get = await serve({ database: away });
  expect((await get('/live')).status).toBe(200);
  const ready = await get('/ready');
  expect([ready.status, problemBody.parse(ready.body).code]).toEqual([503, 'store_unavailable']);
  expect((await get('/health')).status).toBe(503);
});

test('three silent servers delay the answer by two seconds together, not each', async () => {
  const get = await serve({ database: silent, redis: silent, temporal: silent });
  const begun = performance.now();
  const { status, body } = await get('/health');
  expect(performance.now() - begun).toBeLessThan(5_000);
  expect(status).toBe(503);
  expect(Object.values(healthReport.parse(body).services)).toEqual(['disconnected', 'disconnected', 'disconnected']);
});

test.each([
  ['starting', 'starting'],
  ['stopping', 'shutting_down'],
] as const)('a process that is %s is live and not ready', async (phase, code) => {
  const get = await serve({}, phase);
  expect((await get('/live')).status).toBe(200);
  expect(await get('/ready')).toMatchObject({ status: 503, body: { code } });
});

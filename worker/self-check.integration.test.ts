import type { LatestSelfCheckView, SelfCheckView } from '#domain/contracts/self-check';
import type { EventForAll } from '#domain/contracts/realtime';
import { startFaultProxy, type FaultProxy } from '#testkit/fault-proxy';
import { startProduct, type RunningProduct } from '#testkit/running-product';
import { testStack } from '#testkit/stack';
import { waitUntil } from '#testkit/wait-until';
import { Redis } from 'ioredis';
import { io } from 'socket.io-client';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';

describe('the self-check, through API, engine, database and queue', () => {
  let product: RunningProduct;
  /** The API's way to Temporal; the worker has its own. */
  let wire: FaultProxy;

  beforeAll(async () => {
    wire = await startFaultProxy({ to: testStack().temporalAddress });
    product = await startProduct({ apiEnv: { TEMPORAL_ADDRESS: wire.address } });
  });
  afterEach(() => wire.mend());

  const call = async (method: string, path: string) => {
    const response = await fetch(`${product.apiUrl}/api${path}`, { method });
    return { status: response.status, body: (await response.json()) as unknown };
  };
  const start = () => call('POST', '/self-checks');
  const untilStarted = () =>
    waitUntil('the engine is reached and a self-check starts', async () => {
      const { status, body } = await start();
      return status === 202 && (body as SelfCheckView).id;
    });
  const find = async (id: string) => (await call('GET', `/self-checks/${id}`)).body as SelfCheckView;
  const untilOver = (id: string) =>
    waitUntil('the self-check is over', async () => {
      const view = await find(id);
      return view.finishedAt !== null && view;
    });

  test('reaches every stage in order, its timer never early, and browsers hear of each', async () => {
    const heard: EventForAll[] = [];
    const socket = io(product.apiUrl, { transports: ['websocket'] });
    socket.on('event', (event: EventForAll) => heard.push(event));
    await waitUntil('the socket is connected', () => socket.connected);

    const { status, body } = await start();
    expect(status).toBe(202);
    const view = await untilOver((body as SelfCheckView).id);
    expect(view.failure).toBeNull();
    const instants = [
      view.requestedAt,
      view.activityAt,
      view.timerDueAt,
      view.timerFiredAt,
      view.jobAt,
      view.finishedAt,
    ];
    expect(instants.every((instant) => instant !== null)).toBe(true);
    expect(instants).toEqual([...instants].sort());
    expect((await call('GET', '/self-checks/latest')).body).toEqual({ selfCheck: view } satisfies LatestSelfCheckView);

    await waitUntil('the last event arrives', () => heard.some((event) => event.selfCheck.finishedAt !== null));
    expect(heard.map(({ selfCheck }) => selfCheck.id)).toEqual(heard.map(() => view.id));
    // An activity that is tried again tells its stage again, so nothing is said about how often each is heard.
    const known = heard.map(({ selfCheck }) => Object.values(selfCheck).filter((value) => value !== null).length);
    expect(known).toEqual([...known].sort());
    expect(new Set(known)).toEqual(new Set([2, 3, 4, 5, 6, 7]));
    socket.disconnect();
  });

  test('asked for twice at once, it runs once', async () => {
    const answers = await Promise.all([start(), start(), start()]);
    const ids = new Set(answers.map(({ body }) => (body as SelfCheckView).id));
    expect(ids.size).toBe(1);
    for (const id of ids) expect((await untilOver(id)).failure).toBeNull();
  });

  test.each<[string, () => unknown]>([
    ['down', () => wire.cut()],
    ['silent', () => wire.halfOpen()],
  ])('with an engine that is %s it answers 503 soon and the row says why', async (_, fault) => {
    expect((await untilOver(await untilStarted())).failure).toBeNull();
    await fault();
    const before = performance.now();
    const { status, body } = await start();
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(status).toBe(503);
    expect(body).toMatchObject({ code: 'engine_unavailable', detail: 'Temporal is away.' });
    const { selfCheck } = (await call('GET', '/self-checks/latest')).body as LatestSelfCheckView;
    expect(selfCheck).toMatchObject({ activityAt: null, failure: 'The workflow did not start: Temporal is away.' });
  });

  test('after an outage the next one runs', async () => {
    await wire.cut();
    expect((await start()).status).toBe(503);
    await wire.mend();
    expect((await untilOver(await untilStarted())).failure).toBeNull();
  });

  test('one that nobody knows is not found', async () => {
    const { status } = await call('GET', '/self-checks/00000000-0000-4000-8000-000000000000');
    expect(status).toBe(404);
  });

  test('a flushed Redis does not disturb the next one', async () => {
    const redis = new Redis(product.redis.url);
    await redis.flushall();
    redis.disconnect();
    expect((await untilOver(await untilStarted())).failure).toBeNull();
  });

  test('the worker drains and leaves cleanly', async () => {
    const { body } = await start();
    await waitUntil('the workflow runs', async () => (await find((body as SelfCheckView).id)).activityAt !== null);
    expect(await product.worker.terminate()).toEqual({ code: 0, signal: null });
  });
});

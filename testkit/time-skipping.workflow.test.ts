import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { defineSearchAttributeKey } from '@temporalio/common';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { advanceClockTo, readNow } from '#store/clock';
import { createDataConverter } from '#temporal/codec';
import { createTestDatabase } from './database.ts';
import type { NapActivities, napWorkflow } from './fixtures/nap.workflow.ts';
import { needs } from './requirements.ts';
import { createTimeSkipping, type TimeSkipping } from './time-skipping.ts';

const day = 24 * 60 * 60 * 1000;

describe.runIf(needs('java'))('skipped time', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let pool: pg.Pool;
  let time: TimeSkipping;

  const nap = (days: number) =>
    time.client.workflow.start<typeof napWorkflow>('napWorkflow', {
      args: [days],
      workflowId: randomUUID(),
      taskQueue: time.taskQueue,
    });

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url });
    time = await createTimeSkipping({
      database: pool,
      workflowsPath: fileURLToPath(new URL('./fixtures/nap.workflow.ts', import.meta.url)),
      activities: { readDatabaseClock: async () => (await readNow(pool)).getTime() } satisfies NapActivities,
      dataConverter: createDataConverter('a passphrase of thirty-two characters'),
    });
  });
  afterAll(async () => {
    await time.close();
    await pool.end();
    await database.drop();
  });

  it('stands still until it is skipped', async () => {
    const handle = await nap(30);
    const before = await time.now();
    await time.skip('20 days', handle);
    expect((await time.now()).getTime() - before.getTime()).toBeGreaterThanOrEqual(20 * day);
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await handle.terminate();
  });

  it('carries the workflow’s clock to nixflow_now() before its activities run, local ones too', async () => {
    const handle = await nap(30);
    await time.skip('91 days', handle);
    const clocks = await handle.result();
    expect(clocks).toHaveLength(6);
    for (const [workflow, database] of clocks) {
      expect(database).toBeGreaterThanOrEqual(workflow);
      expect(database - workflow).toBeLessThan(1000);
    }
    const first = clocks[0]?.[0] ?? 0;
    const last = clocks.at(-1)?.[0] ?? 0;
    expect(last - first).toBeGreaterThanOrEqual(60 * day);
  });

  it('never turns nixflow_now() back, even when it is ahead of the workflow', async () => {
    const ahead = new Date((await time.now()).getTime() + 365 * day);
    await advanceClockTo(pool, ahead);
    const handle = await nap(1);
    await time.skip('4 days', handle);
    for (const [, database] of await handle.result()) expect(database).toBeGreaterThanOrEqual(ahead.getTime());
  });

  it('knows our search attributes', async () => {
    const status = defineSearchAttributeKey('NixStatus', 'KEYWORD');
    const handle = await time.client.workflow.start('napWorkflow', {
      args: [1],
      workflowId: randomUUID(),
      taskQueue: time.taskQueue,
      typedSearchAttributes: [{ key: status, value: 'open' }],
    });
    const { typedSearchAttributes } = await handle.describe();
    expect(typedSearchAttributes.get(status)).toBe('open');
    await handle.terminate();
  });
});

import { readdir, readFile } from 'node:fs/promises';
import { createDataConverter } from '#temporal/codec';
import { loadWorkflowBundle } from '#temporal/workflow-bundle';
import { Worker } from '@temporalio/worker';
import { expect, test } from 'vitest';

/** The key of processes without one of their own, outside production: recorded histories are encrypted with it. */
const developmentKey = 'development-only-encryption-key-of-nixflow';
const folder = new URL('../histories/', import.meta.url);
const names = (await readdir(folder)).filter((name) => name.startsWith('ticket-'));

test('there is a recorded history of each kind', () => {
  expect(names.sort()).toEqual([
    'ticket-continued.json',
    // Begun when executions were cut at 120 events already; the others are older.
    'ticket-cut.json',
    // The execution before it, cut to go on there.
    'ticket-handed-on.json',
    'ticket-long.json',
    'ticket-operated.json',
    'ticket-rebuilt.json',
  ]);
});

test.each(names)('%s replays on this code', async (name) => {
  const recorded = JSON.parse(await readFile(new URL(name, folder), 'utf8')) as unknown;
  await Worker.runReplayHistory(
    { workflowBundle: await loadWorkflowBundle(), dataConverter: createDataConverter(developmentKey) },
    recorded,
  );
});

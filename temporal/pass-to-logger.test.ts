import { logInMemory } from '#testkit/log-in-memory';
import { describe, expect, test } from 'vitest';
import { passToLogger } from './pass-to-logger.ts';

describe('the log of Temporal’s core', () => {
  test('says an outage once a minute, not once a poll', () => {
    const { logger, lines } = logInMemory();
    let now = 0;
    const temporal = passToLogger(logger, { now: () => now });
    for (; now < 150_000; now += 1_000) temporal.warn('gRPC call poll_workflow_task_queue retried 6 times');
    expect(lines().map(({ msg }) => msg)).toEqual(
      Array.from({ length: 3 }, () => 'Temporal does not answer; the worker goes on polling.'),
    );
  });

  test('makes an error of an execution that ended by nondeterminism, and tells of it', () => {
    const { logger, lines } = logInMemory();
    let ended = 0;
    const temporal = passToLogger(logger, { onNondeterminism: () => (ended += 1) });
    temporal.warn('Failing workflow due to nondeterminism error', { failure: 'TMPRL1100' });
    expect(lines()).toMatchObject([{ level: 'error', failure: 'TMPRL1100' }]);
    expect(ended).toBe(1);
  });

  test('passes everything else with its level, an error as `err`', () => {
    const { logger, lines } = logInMemory();
    const temporal = passToLogger(logger);
    temporal.warn('Activity failed', { error: new Error('broken'), workflowId: 'ticket-1' });
    temporal.error('Worker failed');
    expect(lines()).toMatchObject([
      { level: 'warn', msg: 'Activity failed', workflowId: 'ticket-1', err: { message: 'broken' } },
      { level: 'error', msg: 'Worker failed' },
    ]);
  });
});

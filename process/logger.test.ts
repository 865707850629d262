import pg from 'pg';
import { expect, test } from 'vitest';
import { databaseSettings } from './settings.ts';
import { logInMemory } from '#testkit/log-in-memory';
import { readConfig } from './read-config.ts';
import { z } from 'zod';

const canary = 'hunter2canary';
const rejection = (attempt: Promise<unknown>) =>
  attempt.then(
    () => undefined,
    (error: unknown) => error,
  );

test('a line is JSON that names the process, the level in words and the instant', () => {
  const { logger, lines } = logInMemory();
  logger.child({ requestId: 'r1', ticketId: 't1', workflowId: 'w1' }).warn('hello');
  expect(lines()).toEqual([
    {
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      service: 'test',
      pid: process.pid,
      requestId: 'r1',
      ticketId: 't1',
      workflowId: 'w1',
      msg: 'hello',
    },
  ]);
});

test('neither a wrong setting nor a failed connection tells the password of the database', async () => {
  const { logger, text } = logInMemory();
  const url = `postgresql://nixflow:${canary}@127.0.0.1:1/x`;
  const odd = `postgresql://nixflow:${canary}@${canary}@bad host:port/x`;

  const configError = await rejection(
    (async () => readConfig(z.strictObject(databaseSettings), { DATABASE_URL: odd }))(),
  );
  const urlError = await rejection((async () => new URL(odd))());
  const connectError = await rejection(new pg.Client({ connectionString: url }).connect());
  const oddConnectError = await rejection((async () => new pg.Client({ connectionString: odd }).connect())());
  for (const err of [configError, urlError, connectError, oddConnectError]) {
    expect(err).toBeInstanceOf(Error);
    logger.error({ err }, String(err));
    logger.error(new Error('cannot open', { cause: err }));
    logger.child({ why: err, url }).error({ nested: { err, password: canary } });
  }
  expect((urlError as { input?: string }).input).toContain(canary);
  expect(text()).toContain('ECONNREFUSED');
  expect(text()).not.toContain(canary);
});

import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { startPostgresServer, type TestPostgresServer } from './postgres-server.ts';

let server: TestPostgresServer;
beforeAll(async () => {
  server = await startPostgresServer();
});

async function rowsOf(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('what was committed is there after a kill, at the same address', async () => {
  await rowsOf('create table kept (answer int)');
  await rowsOf('insert into kept values (42)');
  await server.kill9();
  await expect(rowsOf('select 1')).rejects.toThrow('ECONNREFUSED');
  await server.start();
  expect(await rowsOf('select answer from kept')).toEqual([{ answer: 42 }]);
});

test('an orderly stop cuts the connections that are open', async () => {
  const client = new pg.Client({ connectionString: server.url });
  const lost = new Promise((resolve) => client.on('error', resolve));
  await client.connect();
  await server.stop();
  await expect(lost).resolves.toMatchObject({ message: expect.stringMatching(/terminat/) as string });
  await server.start();
  expect(await rowsOf('select answer from kept')).toEqual([{ answer: 42 }]);
});

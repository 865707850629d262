import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNode } from './child-process.ts';
import { createEmptyTestDatabase } from './database.ts';
import { startFaultProxy } from './fault-proxy.ts';
import { holdStatement } from './hold-statement.ts';
import { startSmtpSink } from './smtp-sink.ts';
import { testStack } from './stack.ts';

const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}.ts`, import.meta.url));

describe('striking a process at a named point', () => {
  let database: Awaited<ReturnType<typeof createEmptyTestDatabase>>;
  let direct: pg.Client;

  const writeNote = (note: string, env: Record<string, string> = {}) =>
    startNode(fixture('write-note'), { env: { DATABASE_URL: database.url, NOTE: note, ...env } });
  const isWritten = async (note: string) =>
    (await direct.query('SELECT FROM note WHERE text = $1', [note])).rowCount === 1;

  beforeAll(async () => {
    database = await createEmptyTestDatabase();
    direct = new pg.Client({ connectionString: database.url });
    await direct.connect();
    await direct.query('CREATE TABLE note (text text)');
  });
  afterAll(async () => {
    await direct.end();
    await database.drop();
  });

  it('killed within its transaction: the transaction is gone', async () => {
    const point = await holdStatement(database.url, { table: 'note', on: 'insert', at: 'statement' });
    const writer = await writeNote('killed in statement');
    await point.held();
    await writer.kill9();
    await point.release();
    const after = await writeNote('after the kill');
    await after.exited;
    expect(await isWritten('after the kill')).toBe(true);
    expect(await isWritten('killed in statement')).toBe(false);
  });

  it('killed at COMMIT, which PostgreSQL never gets to: the transaction is gone', async () => {
    const point = await holdStatement(database.url, { table: 'note', on: 'insert', at: 'commit' });
    const writer = await writeNote('killed at commit');
    await point.held();
    expect(writer.output()).toContain('written');
    await writer.kill9();
    await point.abandon();
    expect(await isWritten('killed at commit')).toBe(false);
  });

  it('killed at COMMIT, which PostgreSQL carries out all the same: the transaction is there', async () => {
    const point = await holdStatement(database.url, { table: 'note', on: 'insert', at: 'commit' });
    const writer = await writeNote('committed though killed');
    const [backend] = await point.held();
    await writer.kill9();
    await point.release();
    await expect
      .poll(async () => (await direct.query('SELECT FROM pg_stat_activity WHERE pid = $1', [backend])).rowCount)
      .toBe(0);
    expect(await isWritten('committed though killed')).toBe(true);
  });

  it('stopped within its transaction: others pass it, and it commits when it goes on', async () => {
    const point = await holdStatement(database.url, {
      ...{ table: 'note', on: 'insert', at: 'statement' },
      when: "NEW.text = 'stopped'",
    });
    const stopped = await writeNote('stopped');
    await point.held();
    await stopped.stop();
    await point.release();
    const other = await writeNote('not stopped');
    expect(await other.exited).toEqual({ code: 0, signal: null });
    expect(await isWritten('not stopped')).toBe(true);
    expect(await isWritten('stopped')).toBe(false);
    stopped.resume();
    expect(await stopped.exited).toEqual({ code: 0, signal: null });
    expect(await isWritten('stopped')).toBe(true);
  });

  it('holds only the sessions it names', async () => {
    const options = { table: 'note', on: 'insert', at: 'commit', applicationName: 'somebody-else' } as const;
    const point = await holdStatement(database.url, options);
    const writer = await writeNote('not meant');
    expect(await writer.exited).toEqual({ code: 0, signal: null });
    await expect(point.held(50)).rejects.toThrow('somebody is held at commit of insert on note');
    await point.release();
  });

  it('killed after its commit, before the engine is told: the row is there, the workflow is not', async () => {
    const note = `note-${randomUUID()}`;
    const proxy = await startFaultProxy({ to: testStack().temporalAddress });
    const start = proxy.holdNext(note);
    const writer = await writeNote(note, { TEMPORAL_ADDRESS: proxy.address });
    await start.held(30_000);
    await writer.kill9();
    expect(writer.output()).toContain('committed');
    expect(await isWritten(note)).toBe(true);
    const connection = await Connection.connect({ address: testStack().temporalAddress });
    const workflow = new Client({ connection }).workflow.getHandle(note);
    await expect(workflow.describe()).rejects.toBeInstanceOf(WorkflowNotFoundError);
    await connection.close();
  });

  it('killed after the engine was told, before it knows: the workflow is there', async () => {
    const note = `note-${randomUUID()}`;
    const proxy = await startFaultProxy({ to: testStack().temporalAddress });
    const reply = proxy.holdReply(note);
    const writer = await writeNote(note, { TEMPORAL_ADDRESS: proxy.address });
    await reply.held(30_000);
    await writer.kill9();
    expect(writer.output()).not.toContain('told');
    const connection = await Connection.connect({ address: testStack().temporalAddress });
    const workflow = new Client({ connection }).workflow.getHandle(note);
    await expect.poll(() => workflow.describe()).toMatchObject({ type: 'noteWorkflow' });
    await workflow.terminate();
    await connection.close();
  });

  it('killed between the 354 and the body: the server never has the message', async () => {
    const sink = await startSmtpSink();
    const proxy = await startFaultProxy({ to: `127.0.0.1:${sink.port}` });
    const body = proxy.holdNext('Only once');
    const sender = await startNode(fixture('send-mail'), { env: { SMTP_URL: `smtp://${proxy.address}` } });
    await body.held(30_000);
    await sender.kill9();
    // Neither the held bytes nor what was written behind them may arrive late, however late the hold is let go.
    await expect.poll(() => proxy.stats.open).toBe(0);
    body.release();
    expect(sink.messages).toEqual([]);
    expect(sender.output()).not.toContain('sent');
  });
});

import { connect } from 'node:net';
import { Redis } from 'ioredis';
import { createTransport } from 'nodemailer';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEmptyTestDatabase } from './database.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { freePort } from './free-port.ts';
import { startSmtpSink } from './smtp-sink.ts';
import { testStack } from './stack.ts';
import { waitUntil } from './wait-until.ts';

/** The error's code or message when a promise fails, `undefined` when it does not. */
const failure = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => (error as { code?: string }).code ?? (error as Error).message,
  );
const hostOf = (url: string) => new URL(url).host;

describe('a fault proxy before PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof createEmptyTestDatabase>>;
  let direct: pg.Client;
  let proxy: FaultProxy;
  const clients: pg.Client[] = [];

  const throughProxy = async (options: pg.ClientConfig = {}) => {
    const url = new URL(database.url);
    url.host = proxy.address;
    const client = new pg.Client({ connectionString: url.href, ...options });
    client.on('error', () => undefined);
    clients.push(client);
    await client.connect();
    return client;
  };
  const notes = async () => {
    const { rows } = await direct.query<{ text: string }>('SELECT text FROM note ORDER BY text');
    return rows.map(({ text }) => text);
  };

  beforeAll(async () => {
    database = await createEmptyTestDatabase();
    direct = new pg.Client({ connectionString: database.url });
    await direct.connect();
    await direct.query('CREATE TABLE note (text text)');
    proxy = await startFaultProxy({ to: hostOf(database.url) });
  });
  beforeEach(async () => {
    await proxy.mend();
    await direct.query('TRUNCATE note');
  });
  afterAll(async () => {
    await proxy.close();
    await Promise.allSettled(clients.map((client) => client.end()));
    await direct.end();
    await database.drop();
  });

  it('carries a conversation and counts it', async () => {
    const before = proxy.stats;
    const client = await throughProxy();
    const { rows } = await client.query<{ length: number }>(
      "SELECT length(repeat('x', 3000000)), repeat('x', 3000000)",
    );
    expect(rows[0]?.length).toBe(3_000_000);
    expect(proxy.stats.connections).toBe(before.connections + 1);
    expect(proxy.stats.bytesDown - before.bytesDown).toBeGreaterThan(3_000_000);
    expect(proxy.stats.bytesUp).toBeGreaterThan(before.bytesUp);
    await client.end();
    await waitUntil('the connection is over', () => proxy.stats.open === 0);
  });

  it('loses the reply to a COMMIT: the client sees an error, the row is there', async () => {
    const client = await throughProxy();
    await client.query('BEGIN');
    await client.query("INSERT INTO note VALUES ('committed')");
    const reply = proxy.dropReply('COMMIT');
    expect(await failure(client.query('COMMIT'))).toBe('Connection terminated unexpectedly');
    await reply.lost();
    expect(await notes()).toEqual(['committed']);
  });

  it('loses the reply in silence: the client waits for ever, the row is there', async () => {
    const client = await throughProxy({ query_timeout: 300 });
    const reply = proxy.dropReply(/INSERT INTO note/, { then: 'silence' });
    expect(await failure(client.query("INSERT INTO note VALUES ('silent')"))).toBe('Query read timeout');
    await reply.lost();
    expect(await notes()).toEqual(['silent']);
  });

  it('loses the replies to the next two requests, and no third', async () => {
    const one = await throughProxy();
    const two = await throughProxy();
    const three = await throughProxy();
    const replies = proxy.dropReply(2);
    expect(await failure(one.query('SELECT 1'))).toBe('Connection terminated unexpectedly');
    expect(await failure(two.query('SELECT 1'))).toBe('Connection terminated unexpectedly');
    await replies.lost();
    expect(await failure(three.query('SELECT 1'))).toBeUndefined();
  });

  it('refuses connections while cut, drops those that were open, and lets them in again when mended', async () => {
    const client = await throughProxy();
    await proxy.cut();
    expect(await failure(client.query('SELECT 1'))).toMatch(/terminated|not queryable|Client has encountered/);
    expect(await failure(throughProxy())).toBe('ECONNREFUSED');
    await proxy.mend();
    expect(await failure((await throughProxy()).query('SELECT 1'))).toBeUndefined();
  });

  it('resets connections, after which new ones pass', async () => {
    const client = await throughProxy();
    const slow = failure(client.query('SELECT pg_sleep(5)'));
    await waitUntil('the query runs', async () => {
      const { rowCount } = await direct.query("SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(5)'");
      return rowCount === 1;
    });
    proxy.resetConnections();
    expect(await slow).toBe('ECONNRESET');
    expect(await failure((await throughProxy()).query('SELECT 1'))).toBeUndefined();
  });

  it('delays every packet each way', async () => {
    const client = await throughProxy();
    proxy.delay(150);
    const began = Date.now();
    await client.query('SELECT 1');
    expect(Date.now() - began).toBeGreaterThanOrEqual(295);
    expect(Date.now() - began).toBeLessThan(2000);
  });

  it('accepts and never answers when half open; what lost bytes is reset when mended', async () => {
    const client = await throughProxy();
    proxy.halfOpen();
    const asked = failure(client.query('SELECT 1'));
    expect(await failure(throughProxy({ connectionTimeoutMillis: 300 }))).toMatch(/timeout/);
    await proxy.mend();
    expect(await asked).toBe('ECONNRESET');
    expect(await failure((await throughProxy()).query('SELECT 1'))).toBeUndefined();
  });

  it('holds a COMMIT until it is released: until then nobody sees the row', async () => {
    const client = await throughProxy();
    await client.query('BEGIN');
    await client.query("INSERT INTO note VALUES ('held')");
    const hold = proxy.holdNext('COMMIT');
    const committed = client.query('COMMIT');
    await hold.held();
    expect(await notes()).toEqual([]);
    hold.release();
    await committed;
    expect(await notes()).toEqual(['held']);
  });

  it('loses a held COMMIT whose client goes away', async () => {
    const client = await throughProxy();
    await client.query('BEGIN');
    await client.query("INSERT INTO note VALUES ('gone')");
    const hold = proxy.holdNext('COMMIT');
    void failure(client.query('COMMIT'));
    await hold.held();
    proxy.resetConnections();
    await waitUntil('its session is over', async () => {
      const { rows } = await direct.query<{ count: string }>(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'",
      );
      return rows[0]?.count === '0';
    });
    hold.release();
    expect(await notes()).toEqual([]);
  });

  it('holds the reply to a COMMIT: everybody else sees the row, its writer does not know', async () => {
    const client = await throughProxy();
    const hold = proxy.holdReply('INSERT INTO note');
    let known = false;
    const inserted = client.query("INSERT INTO note VALUES ('unknown')").then(() => (known = true));
    await hold.held();
    expect(await notes()).toEqual(['unknown']);
    expect(known).toBe(false);
    hold.release();
    await inserted;
  });

  it('says in vain what it waited for when nothing is held', async () => {
    const hold = proxy.holdNext('never said');
    await expect(hold.held(50)).rejects.toThrow('the proxy holds a packet of the client');
    hold.release();
  });
});

describe('a fault proxy before Redis', () => {
  it('loses the reply to an INCR that was counted', async () => {
    const proxy = await startFaultProxy({ to: hostOf(testStack().redisUrl) });
    const direct = new Redis(testStack().redisUrl);
    const url = new URL(testStack().redisUrl);
    url.host = proxy.address;
    const client = new Redis(url.href, { maxRetriesPerRequest: 0, retryStrategy: () => null });
    client.on('error', () => undefined);
    const key = `fault-proxy:${proxy.address}`;
    try {
      await client.incr(key);
      const reply = proxy.dropReply(/incr/i);
      expect(await failure(client.incr(key))).toBeDefined();
      await reply.lost();
      expect(await direct.get(key)).toBe('2');
    } finally {
      await direct.del(key);
      direct.disconnect();
      client.disconnect();
    }
  });
});

describe('a fault proxy in an SMTP conversation', () => {
  const mail = { from: 'desk@nixflow.test', to: 'ada@example.test', subject: 'Once', text: 'Only once' };

  it('loses the 250 of a message that was taken', async () => {
    const sink = await startSmtpSink();
    const proxy = await startFaultProxy({ to: `127.0.0.1:${sink.port}` });
    const mailer = createTransport({ host: '127.0.0.1', port: proxy.port, ignoreTLS: true });
    const reply = proxy.dropReply('Only once');
    expect(await failure(mailer.sendMail(mail))).toMatch(/^E/);
    await reply.lost();
    expect(sink.messages).toHaveLength(1);
  });

  it('holds the 354: the server waits for the body, the client has not begun it', async () => {
    const sink = await startSmtpSink();
    const proxy = await startFaultProxy({ to: `127.0.0.1:${sink.port}` });
    const mailer = createTransport({ host: '127.0.0.1', port: proxy.port, ignoreTLS: true });
    const hold = proxy.holdNext(/^354 /m, { from: 'server' });
    const sent = mailer.sendMail(mail);
    await hold.held();
    expect(sink.messages).toEqual([]);
    hold.release();
    await sent;
    expect(sink.messages).toHaveLength(1);
  });
});

describe('a fault proxy before a server that is down', () => {
  it('closes the connection it cannot carry', async () => {
    const proxy = await startFaultProxy({ to: `127.0.0.1:${String(await freePort())}` });
    const socket = connect(proxy.port, '127.0.0.1').on('error', () => undefined);
    await new Promise((resolve) => socket.once('close', resolve));
    expect(proxy.stats.connections).toBe(1);
  });
});

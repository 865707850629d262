import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { startRedisServer } from './redis-server.ts';

describe('a Redis of its own', () => {
  it('keeps what it acknowledged when it is killed, and comes back on its port', async () => {
    const server = await startRedisServer();
    const client = new Redis(server.url, { retryStrategy: () => 20 });
    client.on('error', () => undefined);
    await client.set('job', 'waiting');
    await server.kill9();
    const asked = client.get('job');
    await server.start();
    expect(await asked).toBe('waiting');
    await client.flushall();
    expect(await client.dbsize()).toBe(0);
    client.disconnect();
  });

  it('stands still and goes on', async () => {
    const server = await startRedisServer();
    const client = new Redis(server.url, { commandTimeout: 200 });
    client.on('error', () => undefined);
    expect(await client.ping()).toBe('PONG');
    await server.process().stop();
    await expect(client.ping()).rejects.toThrow('Command timed out');
    server.process().resume();
    await expect.poll(() => client.ping()).toBe('PONG');
    client.disconnect();
  });
});

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { connect as netConnect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { EventForAll, RealtimeEvent, TicketEvent } from '#domain/contracts/realtime';
import { openRedis } from '#process/open-redis';
import {
  createRealtimePublisher,
  realtimeStream,
  sendToTicketRoom,
  type RealtimePublisher,
} from '#process/publish-realtime';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { logInMemory } from '#testkit/log-in-memory';
import { startRedisServer, type TestRedisServer } from '#testkit/redis-server';
import { waitUntil } from '#testkit/wait-until';
import type { Redis } from 'ioredis';
import { io, type Socket } from 'socket.io-client';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { attachRealtime, type RealtimeServer } from './attach-realtime.ts';

const frontend = 'http://desk.example';

const changed = (id: string): EventForAll => ({
  type: 'self_check.changed',
  selfCheck: {
    id,
    requestedAt: '2026-01-05T08:00:00.000Z',
    activityAt: null,
    timerDueAt: null,
    timerFiredAt: null,
    jobAt: null,
    finishedAt: null,
    failure: null,
  },
});

const idOf = (event: RealtimeEvent) => (event.type === 'self_check.changed' ? event.selfCheck.id : event.ticketId);

describe('events from any process to every browser', () => {
  let redisServer: TestRedisServer;
  let redis: Redis;
  let publisher: RealtimePublisher;
  const ports: number[] = [];
  const servers: RealtimeServer[] = [];
  const sockets: Socket[] = [];

  beforeAll(async () => {
    const { logger } = logInMemory();
    redisServer = await startRedisServer();
    redis = openRedis({ url: redisServer.url, logger });
    atEndOfFile('Redis connection', () => redis.disconnect());
    publisher = createRealtimePublisher({ redis, logger });
    for (const server of [createServer(), createServer()]) {
      const realtime = attachRealtime({ server, redis, frontendOrigins: [frontend], logger });
      servers.push(realtime.io);
      ports.push(await listen(server));
      atEndOfFile('realtime', async () => {
        await realtime.close();
        server.close();
      });
    }
    atEndOfFile('sockets', () => sockets.forEach((socket) => socket.disconnect()));
  });
  beforeEach(() => {
    for (const socket of sockets.splice(0)) socket.disconnect();
  });

  const connect = async (port = ports[0], options: Parameters<typeof io>[1] = {}) => {
    const heard: RealtimeEvent[] = [];
    const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true, ...options });
    sockets.push(socket);
    socket.on('event', (event: RealtimeEvent) => heard.push(event));
    await waitUntil('the socket is connected', () => socket.connected);
    return { socket, heard };
  };
  /** The adapter reads from "the end" at first, so what is published before its first read is not heard. */
  const publishUntilHeard = (id: string, heard: readonly RealtimeEvent[]) =>
    waitUntil(
      'the event is heard',
      () => {
        publisher.publish(changed(id));
        return heard.some((event) => idOf(event) === id);
      },
      { everyMs: 100 },
    );

  test('an event published beside Socket.IO reaches the sockets of all API processes, unchanged', async () => {
    const [one, other] = [await connect(ports[0]), await connect(ports[1])];
    await publishUntilHeard('a', one.heard);
    await waitUntil('the other heard it too', () => other.heard.length > 0);
    expect(one.heard[0]).toEqual(changed('a'));
    expect(other.heard[0]).toEqual(changed('a'));
  });

  test('events arrive in the order in which they were published', async () => {
    const { heard } = await connect();
    await publishUntilHeard('first', heard);
    const ids = Array.from({ length: 200 }, (_, at) => `event-${at}`);
    for (const id of ids) publisher.publish(changed(id));
    await waitUntil('all arrived', () => heard.map(idOf).at(-1) === ids.at(-1));
    expect(heard.map(idOf).filter((id) => id.startsWith('event-'))).toEqual(ids);
  });

  test('an event of a ticket reaches the sockets in its room, on every API process, and no other', async () => {
    const inside = [await connect(ports[0]), await connect(ports[1])];
    const outside = [await connect(ports[0]), await connect(ports[1])];
    inside.forEach(({ socket }, at) => {
      void servers[at]!.sockets.sockets.get(socket.id ?? '')?.join('ticket:one');
    });
    const ofTicket = (ticketId: string): TicketEvent => ({ type: 'ticket.changed', ticketId, revision: 2, seq: 3 });
    await publishUntilHeard('rooms are open', inside[0]!.heard);
    await sendToTicketRoom(redis, ofTicket('two'));
    await sendToTicketRoom(redis, ofTicket('one'));
    // What comes after it on the stream has come: so has all before it.
    await Promise.all([...inside, ...outside].map(({ heard }) => publishUntilHeard('after the tickets', heard)));
    const ofTickets = (heard: readonly RealtimeEvent[]) => heard.filter(({ type }) => type === 'ticket.changed');
    for (const { heard } of inside) expect(ofTickets(heard)).toEqual([ofTicket('one')]);
    for (const { heard } of outside) expect(ofTickets(heard)).toEqual([]);
  });

  test('the stream keeps about a thousand events, not all', async () => {
    for (let at = 0; at < 3_000; at++) publisher.publish(changed(`kept-${at}`));
    await waitUntil('all are written', async () => {
      const [[, fields] = []] = (await redis.xrevrange(realtimeStream.name, '+', '-', 'COUNT', 1)) as [
        string,
        string[],
      ][];
      return fields?.join().includes('kept-2999');
    });
    expect(await redis.xlen(realtimeStream.name)).toBeLessThan(1_500);
  });

  test('whatever a browser says is ignored, and a shout ends only its own connection', async () => {
    const [rude, quiet] = [await connect(), await connect()];
    for (const said of [null, [], { type: 'x' }, 'event', 7, Buffer.from('binary')]) {
      rude.socket.emit('event', said, () => undefined);
      rude.socket.emit('constructor', said);
      rude.socket.emit('', said);
    }
    await publishUntilHeard('after noise', rude.heard);
    rude.socket.io.reconnection(false);
    rude.socket.emit('event', 'x'.repeat(20 * 1024));
    await waitUntil('the shouting socket is closed', () => rude.socket.disconnected);
    await publishUntilHeard('after the shout', quiet.heard);
    expect(quiet.socket.connected).toBe(true);
  });

  test('pages of other origins are refused; ours, the host’s own and programs are not', async () => {
    const status = async (origin: string | undefined) => {
      const response = await fetch(`http://127.0.0.1:${ports[0]}/socket.io/?EIO=4&transport=polling`, {
        headers: origin === undefined ? {} : { origin },
      });
      return response.status;
    };
    expect(await status('http://evil.example')).toBe(403);
    expect(await status('null')).toBe(403);
    expect(await status(frontend)).toBe(200);
    expect(await status(`http://127.0.0.1:${ports[0]}`)).toBe(200);
    expect(await status(undefined)).toBe(200);
    const socket = io(`http://127.0.0.1:${ports[0]}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { origin: 'http://evil.example' },
    });
    sockets.push(socket);
    await new Promise((resolve) => socket.on('connect_error', resolve));
    expect(socket.connected).toBe(false);
  });

  test('an upgrade that is none of ours is answered, on any path, and a reset while asking harms nothing', async () => {
    const [port = 0] = ports;
    for (const [path, protocol] of [
      ['/api/live', 'h2c'],
      ['/api/live', 'websocket'],
      ['/socket.iox', 'websocket'],
      ['/socket.io/?EIO=4&transport=websocket', 'h2c'],
    ]) {
      const asked = netConnect(port, '127.0.0.1');
      asked.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`);
      expect([path, await text(asked)]).toEqual([path, expect.stringMatching(/^HTTP\/1\.1 400 Bad Request\r\n/)]);
    }
    const reset = netConnect(port, '127.0.0.1');
    await once(reset, 'connect');
    reset.write('GET /api/live HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    await once(reset, 'data');
    reset.resetAndDestroy();
    await connect();
  });

  test('sockets outlive Redis, the process stays responsive, and events come again', async () => {
    const { socket, heard } = await connect();
    await publishUntilHeard('before', heard);
    await redisServer.kill9();
    publisher.publish(changed('lost'));
    const before = performance.now();
    const late = await connect(ports[1]);
    expect(performance.now() - before).toBeLessThan(1_000);
    await redisServer.start();
    await publishUntilHeard('back', heard);
    await waitUntil('the late one hears too', () => late.heard.length > 0);
    expect(socket.connected).toBe(true);
  });
});

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

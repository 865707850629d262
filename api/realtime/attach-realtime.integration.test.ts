import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect as netConnect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { EventForAll, RealtimeEvent, TicketEvent } from '#domain/contracts/realtime';
import type { Room } from '#domain/contracts/rooms';
import {
  createRealtimePublisher,
  realtimeStream,
  sendTicketChanged,
  type RealtimePublisher,
} from '#process/publish-realtime';
import { deskFrontend, startRealtimeDesk, type RealtimeDesk } from '#testkit/realtime-desk';
import type { TestSocket } from '#testkit/test-socket';
import { waitUntil } from '#testkit/wait-until';
import { io } from 'socket.io-client';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';

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

const idOf = (event: RealtimeEvent) => (event.type === 'self_check.changed' ? event.selfCheck.id : '');

describe('events from any process to every browser', () => {
  let desk: RealtimeDesk;
  let publisher: RealtimePublisher;
  const sockets: TestSocket[] = [];

  beforeAll(async () => {
    // Stamps would put sockets out of rooms that are not theirs.
    desk = await startRealtimeDesk({ pace: { stampsMs: 600_000 } });
    publisher = createRealtimePublisher({ redis: desk.redis, logger: desk.log.logger });
  });
  beforeEach(() => {
    for (const { socket } of sockets.splice(0)) socket.disconnect();
  });

  const connect = async (at: 0 | 1 = 0) => {
    const socket = await desk.connect(at);
    sockets.push(socket);
    return socket;
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
  /** Into a room without a ticket behind it, past the permission. */
  const put = (at: 0 | 1, { socket }: TestSocket, ...rooms: Room[]) =>
    desk.processes[at].io.sockets.sockets.get(socket.id ?? '')?.join(rooms);

  test('an event published beside Socket.IO reaches the sockets of all API processes, unchanged', async () => {
    const [one, other] = [await connect(0), await connect(1)];
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

  test('an event of a ticket reaches those in its room and in its lists, on every API process, and no other', async () => {
    const ofTicket = (ticketId: string): TicketEvent => ({ type: 'ticket.changed', ticketId, revision: 2, seq: 3 });
    const [one, two] = [randomUUID(), randomUUID()];
    const inside = [await connect(0), await connect(1)];
    const besides = [await connect(0), await connect(1)];
    const outside = [await connect(0), await connect(1)];
    for (const at of [0, 1] as const) {
      await put(at, inside[at]!, `ticket:${one}`);
      await put(at, besides[at]!, 'team:none', 'all');
      await put(at, outside[at]!, `ticket:${two}`, `team:${one}`);
    }
    await publishUntilHeard('rooms are open', inside[0]!.heard);
    await sendTicketChanged(desk.redis, ofTicket(randomUUID()), []);
    await sendTicketChanged(desk.redis, ofTicket(one), ['all', 'team:none']);
    // What comes after it on the stream has come: so has all before it.
    const all = [...inside, ...besides, ...outside];
    await Promise.all(all.map(({ heard }) => publishUntilHeard('after the tickets', heard)));
    const ofTickets = ({ heard }: TestSocket) => heard.filter(({ type }) => type !== 'self_check.changed');
    for (const socket of inside) expect(ofTickets(socket)).toEqual([ofTicket(one)]);
    for (const socket of besides) {
      expect(ofTickets(socket)).toEqual([
        { type: 'list.changed', lists: ['all', 'team:none'], ticketId: one, revision: 2 },
      ]);
    }
    for (const socket of outside) expect(ofTickets(socket)).toEqual([]);
  });

  test('the stream keeps about two thousand events, not all', async () => {
    for (let at = 0; at < 5_000; at++) publisher.publish(changed(`kept-${at}`));
    await waitUntil('all are written', async () => {
      const [[, fields] = []] = (await desk.redis.xrevrange(realtimeStream.name, '+', '-', 'COUNT', 1)) as [
        string,
        string[],
      ][];
      return fields?.join().includes('kept-4999');
    });
    expect(await desk.redis.xlen(realtimeStream.name)).toBeLessThan(2_500);
  });

  test('a shout ends only its own connection', async () => {
    const [rude, quiet] = [await connect(), await connect()];
    rude.socket.io.reconnection(false);
    rude.socket.emit('ask', 'x'.repeat(1_100_000));
    await waitUntil('the shouting socket is closed', () => rude.socket.disconnected);
    await publishUntilHeard('after the shout', quiet.heard);
    expect(quiet.socket.connected).toBe(true);
  });

  test('a process that ends takes its own sockets along and no others', async () => {
    const other = await startRealtimeDesk();
    const [leaving, staying] = [await other.connect(0), await other.connect(1)];
    leaving.socket.io.reconnection(false);
    await other.processes[0].close();
    await waitUntil('its socket is closed', () => leaving.socket.disconnected);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(staying.socket.connected).toBe(true);
  });

  test('pages of other origins are refused; ours, the host’s own and programs are not', async () => {
    const status = async (origin: string | undefined) => {
      const response = await fetch(`${desk.processes[0].origin}/socket.io/?EIO=4&transport=polling`, {
        headers: origin === undefined ? {} : { origin },
      });
      return response.status;
    };
    expect(await status('http://evil.example')).toBe(403);
    expect(await status('null')).toBe(403);
    expect(await status(deskFrontend)).toBe(200);
    expect(await status(desk.processes[0].origin)).toBe(200);
    expect(await status(undefined)).toBe(200);
    const socket = io(desk.processes[0].origin, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { origin: 'http://evil.example' },
    });
    await new Promise((resolve) => socket.on('connect_error', resolve));
    expect(socket.connected).toBe(false);
  });

  test('an upgrade that is none of ours is answered, on any path, and a reset while asking harms nothing', async () => {
    const port = Number(new URL(desk.processes[0].origin).port);
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
    await desk.redisServer.kill9();
    publisher.publish(changed('lost'));
    const before = performance.now();
    const late = await connect(1);
    expect(performance.now() - before).toBeLessThan(1_000);
    await desk.redisServer.start();
    await publishUntilHeard('back', heard);
    await waitUntil('the late one hears too', () => late.heard.length > 0);
    expect(socket.connected).toBe(true);
  });
});

import type { RealtimeEvent } from '#domain/contracts/realtime';
import type { Room } from '#domain/contracts/rooms';
import { socketAnswer, type SocketAnswer, type SocketAsk } from '#domain/contracts/socket-ask';
import type { Actor } from '#domain/permissions/actor';
import { io, type Socket } from 'socket.io-client';
import { atEndOfFile } from './at-end-of-file.ts';
import { signTestToken } from './test-token.ts';
import { waitUntil } from './wait-until.ts';

/** A browser's socket in the hands of a test. It closes at the end of the test file. */
export interface TestSocket {
  readonly socket: Socket;
  /** All it was pushed, in its order. */
  readonly heard: RealtimeEvent[];
  /** What it was pushed of one type. */
  heardOf<Type extends RealtimeEvent['type']>(type: Type): Extract<RealtimeEvent, { type: Type }>[];
  ask(ask: SocketAsk): Promise<SocketAnswer>;
  /** The same, with whatever a browser should not send. */
  askAnything(...said: unknown[]): Promise<SocketAnswer>;
  /** Join a room, or fail. */
  join(room: Room): Promise<void>;
}

interface TestSocketOptions {
  /** As whom; nobody unless told. */
  readonly as?: Pick<Exclude<Actor, { kind: 'engine' }>, 'kind' | 'id'>;
  /** What signs tokens there. */
  readonly secret?: string;
  /** Of the handshake. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What signs tokens where no secret is set. */
const developmentSecret = 'development-only-session-secret-of-nixflow';
const patienceMs = 5_000;

/** Connect a socket to an API process, and wait until it is. It connects again as browsers do. */
export async function connectSocket(origin: string, options: TestSocketOptions = {}): Promise<TestSocket> {
  const { as, secret = developmentSecret } = options;
  const token = as === undefined ? {} : { authorization: `Bearer ${await signTestToken(secret, as)}` };
  const extraHeaders = { ...token, ...options.headers };
  const socket = io(origin, { transports: ['websocket'], forceNew: true, extraHeaders });
  atEndOfFile('socket', () => socket.disconnect());
  const heard: RealtimeEvent[] = [];
  socket.on('event', (event: RealtimeEvent) => heard.push(event));
  await waitUntil('the socket is connected', () => socket.connected);

  const askAnything = async (...said: unknown[]) =>
    socketAnswer.parse(await socket.timeout(patienceMs).emitWithAck('ask', ...said));
  const ask = (what: SocketAsk) => askAnything(what);
  function heardOf<Type extends RealtimeEvent['type']>(type: Type) {
    return heard.filter((event): event is Extract<RealtimeEvent, { type: Type }> => event.type === type);
  }
  return {
    ...{ socket, heard, heardOf, ask, askAnything },
    async join(room) {
      const answer = await ask({ type: 'join', room });
      if (!answer.ok) throw new Error(`Was not let into ${room}: ${answer.problem.code}`);
    },
  };
}

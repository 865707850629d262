import type { Room } from '#domain/contracts/rooms';
import { joinReply } from '#domain/contracts/socket-ask';
import type { TicketStamp } from '#domain/contracts/ticket-stamp';
import type { Wire } from './wire.ts';

/** The rooms a page is in, or wants to be in. */
export interface Rooms {
  /** Be in a room until the returned function is called; several who want the same are in it once. */
  enter(room: Room): () => void;
  /** The wire is up again: the server knows nothing of this page. */
  enterAll(): void;
  /** The server put this page out. */
  closed(room: Room): void;
  isIn(room: Room): boolean;
  /** Whether the page is in each room it wants to be in, but for those it may not. */
  isComplete(): boolean;
}

interface Parts {
  readonly wire: Wire;
  /** Let into a room; `isAgain`: after the page was in it before, and missed what happened meanwhile. */
  readonly entered: (room: Room, stamp: TicketStamp | null, isAgain: boolean) => void;
  readonly changed: () => void;
  /** The server says that nobody is signed in, while this page thinks that somebody is. */
  readonly unknown: () => void;
}

interface Wanted {
  count: number;
  state: 'outside' | 'asking' | 'in' | 'refused';
  wasIn: boolean;
  /** When it is asked for again. */
  again?: ReturnType<typeof setTimeout>;
}

/** A page that goes from one ticket to the next and back does not leave in between; milliseconds. */
const lingerMs = 1_000;
/** Before asking again where the server could not say, and a little more. */
const retryMs = 2_000;
/** The same where the page may not be: tickets move between teams, and back. */
const refusedMs = 8_000;

const refusals: ReadonlySet<string> = new Set(['not_found', 'forbidden', 'not_possible', 'invalid_request']);

/** Keep a page in the rooms that its parts want to be in, whatever the wire does. */
export function keepRooms({ wire, entered, changed, unknown }: Parts): Rooms {
  const rooms = new Map<Room, Wanted>();
  /** Answers that belong to an earlier connection say nothing about this one. */
  let connection = 0;

  const ask = async (room: Room, wanted: Wanted): Promise<void> => {
    const asked = connection;
    clearTimeout(wanted.again);
    wanted.state = 'asking';
    const answer = await wire.ask({ type: 'join', room }).catch(() => undefined);
    if (asked !== connection || rooms.get(room) !== wanted) return;
    if (answer?.ok === true) {
      wanted.state = 'in';
      entered(room, joinReply.safeParse(answer.reply).data?.stamp ?? null, wanted.wasIn);
      wanted.wasIn = true;
    } else if (answer !== undefined && refusals.has(answer.problem.code)) {
      refuse(room, wanted);
    } else {
      wanted.state = 'outside';
      if (answer?.problem.code === 'unauthenticated') unknown();
      else askLater(room, wanted, retryMs);
    }
    changed();
  };
  const askLater = (room: Room, wanted: Wanted, ms: number) => {
    const retry = () => {
      if (rooms.get(room) === wanted && wire.isUp()) void ask(room, wanted);
    };
    clearTimeout(wanted.again);
    wanted.again = setTimeout(retry, ms + Math.random() * retryMs);
  };
  const refuse = (room: Room, wanted: Wanted) => {
    wanted.state = 'refused';
    askLater(room, wanted, refusedMs);
  };
  const leaveIfUnwanted = (room: Room, wanted: Wanted) => {
    if (wanted.count > 0 || rooms.get(room) !== wanted) return;
    rooms.delete(room);
    if (wire.isUp() && wanted.state !== 'outside') void wire.ask({ type: 'leave', room }).catch(() => undefined);
    changed();
  };

  return {
    enter(room) {
      const wanted = rooms.get(room) ?? { count: 0, state: 'outside', wasIn: false };
      wanted.count += 1;
      const isNew = !rooms.has(room);
      rooms.set(room, wanted);
      if (wire.isUp() && (isNew || wanted.state === 'refused')) void ask(room, wanted);
      if (isNew) changed();
      let isLeft = false;
      return () => {
        if (isLeft) return;
        isLeft = true;
        wanted.count -= 1;
        setTimeout(() => leaveIfUnwanted(room, wanted), lingerMs);
      };
    },
    enterAll() {
      connection += 1;
      for (const [room, wanted] of rooms) void ask(room, wanted);
    },
    closed(room) {
      const wanted = rooms.get(room);
      if (wanted) refuse(room, wanted);
    },
    isIn: (room) => wire.isUp() && rooms.get(room)?.state === 'in',
    isComplete: () => [...rooms.values()].every(({ state }) => state === 'in' || state === 'refused'),
  };
}

import { setTimeout as wait } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Hold } from '#testkit/fault-proxy-rules';
import { ticketWorkflowId } from '#workflows/ticket/ticket.messages';
import type { Dice } from '../dice.ts';
import type { Stage } from '../stage/open-stage.ts';
import type { KnownTicket } from '../traffic/next-command.ts';
import {
  browsersToBeTold,
  pointsOfApi,
  pointsOfPost,
  pointsOfRedis,
  pointsOfRelay,
  pointsOfWorker,
  type Point,
} from './points.ts';

/** What a strike works with. `round` counts the strikes of its kind from 0. */
export interface StrikeContext {
  readonly stage: Stage;
  readonly dice: Dice;
  readonly round: number;
  readonly tickets: readonly KnownTicket[];
}

/** What a strike did besides the outage itself. */
export interface Struck {
  /** Tickets whose workflows were terminated. */
  readonly terminated?: readonly string[];
}

/** One kind of strike. */
export interface StrikeKind {
  readonly points: (context: StrikeContext) => readonly Point[];
  /** Bring about that somebody comes by the point; ends it when called. */
  readonly provoke?: (stage: Stage) => Promise<() => Promise<void>>;
  /** Strike while work is held at the point, and bring back what was struck. */
  readonly strike: (context: StrikeContext, point: Point, hold: Hold) => Promise<Struck | undefined>;
  /** It harms pages alone, and excuses nothing that comes late. */
  readonly isOfPages?: true;
}

const workerOf = ({ stage, round }: StrikeContext) => stage.workers[round % 2 === 0 ? 0 : 1];
const anyPoint = ({ stage, round }: StrikeContext) => [
  ...pointsOfApi(stage.api),
  ...pointsOfWorker(stage.workers[round % 2 === 0 ? 0 : 1]),
  ...pointsOfPost(stage.post),
];

async function killAndRestart({ of }: Point, hold: Hold): Promise<undefined> {
  await of.kill9();
  hold.drop();
  await of.restart();
}

interface Server {
  kill9(): Promise<void>;
  start(): Promise<void>;
}

async function killServer(server: Server, hold: Hold, awayMs: number): Promise<undefined> {
  await server.kill9();
  hold.release();
  await wait(awayMs);
  await server.start();
}

async function freeze({ of }: Point, hold: Hold, forMs: number): Promise<undefined> {
  await of.process().stop();
  await wait(forMs);
  of.process().resume();
  hold.release();
  // A worker that stood still for too long ends now, and is started again.
  await wait(200);
  await of.untilReady();
}

/** What the writer does not tell, a relay has to: the API cannot reach the engine until the strike begins. */
async function cutApiFromEngine({ api }: Stage): Promise<() => Promise<void>> {
  await api.network.temporal.cut();
  return () => api.network.temporal.mend();
}

/** From shorter than a workflow task may take to longer, so that the engine gives the task to the other worker meanwhile. */
const freezesMs = [3_000, 12_000, 6_000];
const freezeMs = (round: number) => freezesMs[round % freezesMs.length] ?? 3_000;

/** All kinds. */
export const strikeKinds = {
  'worker killed': {
    points: (context) => pointsOfWorker(workerOf(context)),
    strike: (_, point, hold) => killAndRestart(point, hold),
  },
  'worker frozen': {
    points: (context) => pointsOfWorker(workerOf(context)),
    strike: ({ round }, point, hold) => freeze(point, hold, freezeMs(round)),
  },
  'relay killed': {
    points: ({ stage }) => pointsOfRelay(stage.relay),
    provoke: cutApiFromEngine,
    strike: (_, point, hold) => killAndRestart(point, hold),
  },
  'relay frozen': {
    points: ({ stage }) => pointsOfRelay(stage.relay),
    provoke: cutApiFromEngine,
    strike: (_, point, hold) => freeze(point, hold, 6_000),
  },
  'api killed': {
    points: ({ stage }) => pointsOfApi(stage.api),
    strike: (_, point, hold) => killAndRestart(point, hold),
  },
  'api frozen': {
    points: ({ stage }) => pointsOfApi(stage.api),
    strike: ({ round }, point, hold) => freeze(point, hold, freezeMs(round + 2)),
  },
  'post killed': {
    points: ({ stage }) => pointsOfPost(stage.post),
    strike: (_, point, hold) => killAndRestart(point, hold),
  },
  'post frozen': {
    points: ({ stage }) => pointsOfPost(stage.post),
    strike: ({ round }, point, hold) => freeze(point, hold, freezeMs(round + 1)),
  },
  'PostgreSQL restarted': {
    points: anyPoint,
    async strike({ stage: { postgres }, round, dice }, _, hold) {
      await (round % 2 === 0 ? postgres.kill9() : postgres.stop());
      hold.release();
      await wait(dice.roll(2_000));
      await postgres.start();
      return undefined;
    },
  },
  'connections terminated': {
    points: anyPoint,
    async strike({ stage: { pool } }, _, hold) {
      await pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'nixflow-%'`,
      );
      hold.release();
      return undefined;
    },
  },
  'Redis flushed': {
    points: ({ stage }) => pointsOfRedis({ api: stage.api, jobs: stage.workers[1] }),
    async strike({ stage: { redis } }, _, hold) {
      const client = new Redis(redis.url);
      await client.flushall();
      client.disconnect();
      hold.release();
      return undefined;
    },
  },
  'Redis killed': {
    points: ({ stage }) => pointsOfRedis({ api: stage.api, jobs: stage.workers[1] }),
    strike: ({ stage: { redis }, dice }, _, hold) => killServer(redis, hold, dice.roll(3_000)),
  },
  'pages cut off': {
    points: ({ stage }) => [browsersToBeTold(stage.api)],
    isOfPages: true,
    async strike({ stage, round }, _, hold) {
      const { sockets } = stage.pages;
      // Refused, or swallowed for so long that the page notices by itself; it asks by HTTP meanwhile.
      const isRefused = round % 2 === 0;
      if (isRefused) await sockets.cut();
      else sockets.halfOpen();
      hold.release();
      await wait(isRefused ? 8_000 : 20_000);
      await sockets.mend();
      return undefined;
    },
  },
  'Temporal killed': {
    points: ({ stage, round }) => [
      ...pointsOfApi(stage.api).slice(2),
      ...pointsOfWorker(stage.workers[round % 2 === 0 ? 0 : 1]).slice(1, 3),
    ],
    strike: ({ stage: { temporal }, dice }, _, hold) => killServer(temporal, hold, dice.roll(4_000)),
  },
  'workflows terminated': {
    points: (context) => pointsOfWorker(workerOf(context)),
    async strike({ stage: { client, pool }, dice, round, tickets }, _, hold) {
      const struck = dice.shuffle(tickets).slice(0, Math.ceil(tickets.length / 6));
      const terminated = struck.map(({ ticketId }) => ticketId);
      for (const ticketId of terminated) {
        // One that is over has ended by itself.
        await client.workflow
          .getHandle(ticketWorkflowId(ticketId))
          .terminate('fault run')
          .catch(() => undefined);
      }
      // As newer code leaves it behind when it is rolled back: the state is made anew from all facts.
      if (round % 2 === 1) {
        await pool.query(
          `UPDATE ticket_engine SET state = jsonb_set(state, '{version}', '999') WHERE ticket_id = ANY($1) AND state IS NOT NULL`,
          [terminated],
        );
      }
      hold.release();
      return { terminated };
    },
  },
} as const satisfies Readonly<Record<string, StrikeKind>>;

/** The name of a kind. */
export type StrikeName = keyof typeof strikeKinds;
/** All names. */
export const strikeNames = Object.keys(strikeKinds) as StrikeName[];

import { stopPostgres } from './parts/postgres.ts';
import { stopRedis } from './parts/redis.ts';
import { stopTemporal } from './parts/temporal.ts';
import type { StopStep } from './stop-process.ts';
import type { StopRank } from './supervise/supervisor.ts';

/** How our own processes end: they drain for up to 30 s by themselves. */
const stopOwn: readonly StopStep[] = [
  ['SIGTERM', 32],
  ['SIGKILL', 2],
];

/** Doors first, servers last: what drains still needs them. */
export const stopOrder: readonly StopRank[] = [
  { ui: stopOwn },
  { api: stopOwn, worker: stopOwn },
  { temporal: stopTemporal, redis: stopRedis, postgres: stopPostgres },
];

/** The signals that end the part of this name. */
export const stopStepsOf = (name: string): readonly StopStep[] =>
  stopOrder.flatMap((rank) => (name in rank ? [rank[name] ?? stopOwn] : []))[0] ?? stopOwn;

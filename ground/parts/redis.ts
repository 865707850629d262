import { mkdirSync } from 'node:fs';
import { Redis } from 'ioredis';
import { launch } from '../launch.ts';
import { livingRun, type RunRecord } from '../run-record.ts';
import { stopProcess, stopUnresponsive, type StopStep } from '../stop-process.ts';
import type { RedisBinary } from './redis-binary.ts';

/** Where a Redis of ours lives. */
export interface RedisPlace {
  readonly binary: RedisBinary;
  /** Folder of its append-only file; undefined: nothing is kept. */
  readonly data: string | undefined;
  readonly runFolder: string;
  readonly log: string;
  readonly choosePort: () => Promise<number>;
}

/** A running Redis, and whether it ran already. */
export interface RedisServer {
  readonly url: string;
  readonly adopted: boolean;
  readonly record: RunRecord;
}

/** How Redis ends: it saves on SIGTERM. */
export const stopRedis: readonly StopStep[] = [
  ['SIGTERM', 5],
  ['SIGKILL', 2],
];

/**
 * Run Redis for this place: adopt the one that runs there and answers, or start it.
 *
 * @throws {Error} it does not come up; with the end of its log
 */
export async function startRedis(place: RedisPlace): Promise<RedisServer> {
  const running = livingRun(place.runFolder, 'redis');
  if (running) {
    const url = urlAt(running.ports['tcp'] ?? 6379);
    const isOurVersion = running.fingerprint === place.binary.version;
    if (isOurVersion && (await isRedisAnswering(url))) return { url, adopted: true, record: running };
    await stopProcess(running.pid, isOurVersion ? stopUnresponsive : stopRedis);
  }
  const port = await place.choosePort();
  if (place.data !== undefined) mkdirSync(place.data, { recursive: true });
  // `noeviction` is what BullMQ asks for: an evicted key would be a lost job.
  const common = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--maxmemory-policy', 'noeviction'];
  const kept = place.data === undefined ? ['--appendonly', 'no'] : ['--appendonly', 'yes', '--dir', place.data];
  const record = await launch({
    name: 'redis',
    runFolder: place.runFolder,
    command: place.binary.path,
    args: [...common, ...kept],
    log: place.log,
    ports: { tcp: port },
    fingerprint: place.binary.version,
    isReady: () => isRedisAnswering(urlAt(port)),
    readySeconds: 30,
  });
  return { url: urlAt(port), adopted: false, record };
}

/** Whether a Redis answers PING at this URL within two seconds. */
export async function isRedisAnswering(url: string): Promise<boolean> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 2000,
    commandTimeout: 2000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
    return true;
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

const urlAt = (port: number) => `redis://127.0.0.1:${String(port)}`;

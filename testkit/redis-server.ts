import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { atEndOfFile } from './at-end-of-file.ts';
import { type ChildProcess, startProgram } from './child-process.ts';
import { freePort } from './free-port.ts';
import { testStack } from './stack.ts';

/** A Redis of a test's own, to be flushed, killed, stopped and started again. */
export interface TestRedisServer {
  readonly port: number;
  readonly url: string;
  /** The process that runs now. */
  process(): ChildProcess;
  /** SIGKILL; what it had acknowledged is on disk. */
  kill9(): Promise<void>;
  /** Start it again on the same port with the data it has. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** Start a Redis (or Valkey) on 127.0.0.1 that writes every change to disk before it answers. Ends with the test file. */
export async function startRedisServer(): Promise<TestRedisServer> {
  const dir = mkdtempSync(join(testStack().dir, 'redis-'));
  const port = await freePort();
  const args = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    dir,
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ];
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always'];
  const ready = { output: 'Ready to accept connections' };
  const start = () => startProgram(testStack().redisServer, { name: 'redis', args: [...args, ...durable], ready });
  let running = await start();
  const close = async () => {
    await running.kill9();
    rmSync(dir, { recursive: true, force: true });
  };
  atEndOfFile('Redis of its own', close);
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    process: () => running,
    kill9: async () => {
      await running.kill9();
    },
    start: async () => {
      running = await start();
    },
    close,
  };
}

import { startProgram, type ChildProcess } from './child-process.ts';
import { freePort } from './free-port.ts';
import { startRestartable, type RestartableServer } from './restartable-server.ts';
import { testStack } from './stack.ts';

/** A Redis of a test's own, to be flushed, killed, stopped and started again. */
export interface TestRedisServer extends RestartableServer<ChildProcess> {
  readonly port: number;
  readonly url: string;
}

/** Start a Redis (or Valkey) on 127.0.0.1 that writes every change to disk before it answers. Ends with the test file. */
export async function startRedisServer(): Promise<TestRedisServer> {
  const port = await freePort();
  const args = [
    ...['--port', String(port), '--bind', '127.0.0.1', '--maxmemory-policy', 'noeviction'],
    ...['--save', '', '--appendonly', 'yes', '--appendfsync', 'always'],
  ];
  const ready = { output: 'Ready to accept connections' };
  const server = await startRestartable('redis', (folder) =>
    startProgram(testStack().redisServer, { name: 'redis', args: [...args, '--dir', folder], ready }),
  );
  return { port, url: `redis://127.0.0.1:${port}`, ...server };
}

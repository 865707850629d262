import { startProgram, type ChildProcess } from '#testkit/child-process';
import { startFaultProxy, type FaultProxy } from '#testkit/fault-proxy';
import { isReady } from '#testkit/ready-sign';
import { waitUntil } from '#testkit/wait-until';
import { freePort } from '#testkit/free-port';

/** Where the servers are, as `host:port`. */
export interface ServerAddresses {
  readonly postgres: string;
  readonly temporal: string;
  readonly redis: string;
}

/** A process of the product with a network of its own: what it says to each server passes a proxy. */
export interface Part {
  readonly name: string;
  readonly url: string;
  readonly network: Readonly<Record<keyof ServerAddresses, FaultProxy>>;
  process(): ChildProcess;
  /** Kill it, and start it again when told; until then nobody else does. */
  kill9(): Promise<void>;
  /** Start it again after a kill; resolves when it is ready. */
  restart(): Promise<void>;
  /** Resolves when it is ready, be it as another process. */
  untilReady(): Promise<void>;
  /** The run is over: whoever ends it now, it is not started again. */
  dismiss(): void;
  /** Times at which it ended by itself and was started again, as whoever runs it would; instants in ms. */
  readonly crashes: readonly Crash[];
}

/** An end that nobody wished. */
export interface Crash {
  readonly from: number;
  readonly to: number;
  readonly lastWords: string;
}

/** What a part is started with. */
export interface PartPlan {
  readonly name: string;
  readonly entry: 'api' | 'worker';
  /** The checkout with the build that it runs, as production does. */
  readonly cwd: string;
  readonly servers: ServerAddresses;
  /** By the straight way; the part gets the one through its proxy. */
  readonly databaseUrl: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A busy machine takes its time. */
const readyWithinMs = 90_000;

/** Start a process of the product and wait until it is ready. */
export async function startPart({ name, entry, cwd, servers, databaseUrl, env }: PartPlan): Promise<Part> {
  const network = {
    postgres: await startFaultProxy({ to: servers.postgres }),
    temporal: await startFaultProxy({ to: servers.temporal }),
    redis: await startFaultProxy({ to: servers.redis }),
  };
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const own = entry === 'api' ? { PORT: String(port) } : { WORKER_PORT: String(port) };
  const ready = { url: url + (entry === 'api' ? '/api/ready' : '/ready') };
  const start = () =>
    startProgram(process.execPath, {
      name,
      args: [`dist/${entry}/main.js`],
      cwd,
      env: {
        ...env,
        ...own,
        HOST: '127.0.0.1',
        DATABASE_URL: through(network.postgres, databaseUrl),
        REDIS_URL: `redis://${network.redis.address}`,
        TEMPORAL_ADDRESS: network.temporal.address,
      },
      ready,
      readyWithinMs,
    });
  const crashes: Crash[] = [];
  let isWanted = true;
  let running = await start();
  async function startAgain(ended: ChildProcess): Promise<void> {
    const from = Date.now();
    const lastWords = ended.output().slice(-1_500);
    running = await start().catch((error: unknown) => {
      crashes.push({ from, to: Infinity, lastWords: `${lastWords}\n${String(error)}` });
      return ended;
    });
    if (running === ended) return;
    crashes.push({ from, to: Date.now(), lastWords });
    supervise(running);
  }
  function supervise(child: ChildProcess): void {
    void child.exited.then(() => (isWanted && child === running ? startAgain(child) : undefined));
  }
  supervise(running);
  return {
    name,
    url,
    network,
    crashes,
    process: () => running,
    untilReady: async () => {
      await waitUntil(`${name} is ready`, () => isReady(ready, () => ''), { withinMs: readyWithinMs });
    },
    dismiss() {
      isWanted = false;
    },
    async kill9() {
      isWanted = false;
      await running.kill9();
    },
    async restart() {
      running = await start();
      isWanted = true;
      supervise(running);
    },
  };
}

function through({ address }: FaultProxy, straight: string): string {
  const url = new URL(straight);
  url.host = address;
  return url.href;
}

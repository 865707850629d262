import { choosePort } from './ports.ts';
import { say } from './say.ts';

/** Where each part listens unless told otherwise; the first ones can be chosen by a setting. */
const wantedPorts = {
  api: { port: 3000, setting: 'PORT' },
  worker: { port: 3001, setting: 'WORKER_PORT' },
  ui: { port: 5173, setting: 'UI_PORT' },
  mail: { port: 2525, setting: 'SMTP_LISTEN_PORT' },
  temporalUi: { port: 8233, setting: 'TEMPORAL_UI_PORT' },
  temporal: { port: 7233 },
  temporalHttp: { port: 7234 },
  temporalMetrics: { port: 7235 },
  // Away from 5432 and 6379, where a server of the person's own usually is.
  postgres: { port: 54320 },
  redis: { port: 63790 },
} as const satisfies Record<string, { port: number; setting?: string }>;

/** A part that listens. */
export type PortUse = keyof typeof wantedPorts;

/**
 * The ports that settings name. An empty setting counts as unset.
 *
 * @throws {Error} one is no port, or two are the same
 */
export function readPortSettings(env: Readonly<Record<string, string | undefined>>): Partial<Record<PortUse, number>> {
  const set: Partial<Record<PortUse, number>> = {};
  for (const [use, { setting }] of Object.entries(wantedPorts) as [PortUse, { setting?: string }][]) {
    const text = setting === undefined ? undefined : env[setting];
    if (setting === undefined || text === undefined || text === '') continue;
    const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    if (port < 1 || port > 65_535) throw new Error(`${setting}: must be a port number from 1 to 65535.`);
    if (Object.values(set).includes(port)) throw new Error(`${setting}: port ${text} is given to two parts.`);
    set[use] = port;
  }
  return set;
}

/**
 * Chooses a port per part, once: whoever asks again (a restarted server) gets the same one, since others know it by then.
 */
export class PortPlan {
  readonly #set: Partial<Record<PortUse, number>>;
  readonly #chosen = new Map<PortUse, Promise<number>>();
  readonly #taken: number[] = [];
  #last: Promise<unknown> = Promise.resolve();

  /** @throws {Error} a setting names no port */
  constructor(env: Readonly<Record<string, string | undefined>> = process.env) {
    this.#set = readPortSettings(env);
  }

  /**
   * The port of this part: its setting, else its usual one, else the next free one, saying who has the usual one.
   *
   * @throws {Error} the port of the setting is taken
   */
  choose(title: string, use: PortUse): Promise<number> {
    const known = this.#chosen.get(use);
    if (known) return known;
    // One at a time: two parts that look at the same moment would both find the same port free.
    const port = this.#last.then(() => this.#find(title, use));
    this.#last = port.catch(() => undefined);
    this.#chosen.set(use, port);
    return port;
  }

  /** Take over the port of a part that runs: started again, it gets the same. */
  adopt(use: PortUse, port: number | undefined): void {
    if (port === undefined) return;
    this.#chosen.set(use, Promise.resolve(port));
    this.#taken.push(port);
  }

  async #find(title: string, use: PortUse): Promise<number> {
    const set = this.#set[use];
    const others = Object.values(this.#set).filter((port) => port !== set);
    const options = { pinned: set !== undefined, taken: [...this.#taken, ...others] };
    const { port, instead } = await choosePort(title, set ?? wantedPorts[use].port, options);
    if (instead !== undefined) say.warn(instead);
    this.#taken.push(port);
    return port;
  }
}

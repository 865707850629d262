import { choosePort } from './ports.ts';
import { say } from './say.ts';

/** Where each part listens unless told otherwise; the first ones can be chosen by a setting. */
const wantedPorts = {
  api: { port: 3000, setting: 'PORT' },
  worker: { port: 3001, setting: 'WORKER_PORT' },
  ui: { port: 5173, setting: 'UI_PORT' },
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
 * Chooses a port per part, once: whoever asks again (a restarted server) gets the same one, since others know it by then.
 */
export class PortPlan {
  readonly #chosen = new Map<PortUse, Promise<number>>();
  readonly #taken: number[] = [];
  #last: Promise<unknown> = Promise.resolve();

  /**
   * The port of this part: its setting, else its usual one, else the next free one, saying who has the usual one.
   *
   * @throws {Error} the port of the setting is taken, or no number
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
    const wanted: { port: number; setting?: string } = wantedPorts[use];
    const set = wanted.setting === undefined ? undefined : process.env[wanted.setting];
    if (set !== undefined && !/^\d{1,5}$/.test(set))
      throw new Error(`${String(wanted.setting)}=${set} is not a port number.`);
    const options = { pinned: set !== undefined, taken: this.#taken };
    const { port, instead } = await choosePort(title, set === undefined ? wanted.port : Number(set), options);
    if (instead !== undefined) say.warn(instead);
    this.#taken.push(port);
    return port;
  }
}

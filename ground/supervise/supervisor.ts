import { setTimeout as wait } from 'node:timers/promises';
import { startOf } from '../process-table.ts';
import { forgetRun, livingRun, type RunRecord } from '../run-record.ts';
import { say } from '../say.ts';
import { stopProcess, type StopStep } from '../stop-process.ts';

/** Something the supervisor keeps running. */
export interface Service {
  readonly name: string;
  /**
   * Start it, or adopt the one that runs; its run record is written by whoever spawns it, at once.
   *
   * @throws {Error} it did not come up; the message goes to the person
   */
  start(): Promise<RunRecord>;
}

/** Names that are stopped together, each with its signals. */
export type StopRank = Readonly<Record<string, readonly StopStep[]>>;

interface Kept {
  readonly service: Service;
  record: RunRecord;
  upSince: number;
  deaths: number;
}

const backOffSeconds = [1, 2, 4, 8, 15, 30] as const;
/** A service that ran this long was healthy: the next death starts the back-off anew. */
const healthySeconds = 60;

/**
 * Keeps services running: one that dies is started again, after 1, 2, 4 … 30 s, and each time it is said.
 *
 * Adopted services are not our children, so death is seen by looking at the process table, for all of them alike.
 */
export class Supervisor {
  readonly #runFolder: string;
  readonly #kept: Kept[] = [];
  readonly #starting = new Set<Promise<unknown>>();
  #stopping = false;

  /** @param runFolder where the run records lie */
  constructor(runFolder: string) {
    this.#runFolder = runFolder;
  }

  /**
   * Start a service and keep it running from now on.
   *
   * @throws {Error} it did not come up, or all is being stopped
   */
  async keep(service: Service): Promise<RunRecord> {
    const record = await this.#start(service);
    this.#kept.push({ service, record, upSince: Date.now(), deaths: 0 });
    return record;
  }

  /** Watch until `stop` is called. */
  async watch(): Promise<void> {
    await Promise.all(this.#kept.map((kept) => this.#watchOne(kept)));
  }

  /**
   * Stop everything that has a run record, rank by rank, also what is only just starting; what does not end is killed.
   */
  async stop(ranks: readonly StopRank[]): Promise<void> {
    this.#stopping = true;
    for (const rank of ranks) {
      await this.#stopRank(rank);
    }
    // A start that was under way may have spawned its process behind our back.
    await Promise.allSettled(this.#starting);
    for (const rank of ranks) await this.#stopRank(rank);
  }

  async #stopRank(rank: StopRank): Promise<void> {
    await Promise.all(
      Object.entries(rank).map(async ([name, steps]) => {
        const record = livingRun(this.#runFolder, name);
        if (!record) return;
        if (await stopProcess(record.pid, steps)) forgetRun(this.#runFolder, name);
        else say.fail(`${name} (process ${String(record.pid)}) could not be stopped`);
      }),
    );
  }

  async #start(service: Service): Promise<RunRecord> {
    if (this.#isStopping()) throw new Error('Stopping.');
    const start = service.start();
    this.#starting.add(start);
    try {
      return await start;
    } finally {
      this.#starting.delete(start);
    }
  }

  async #watchOne(kept: Kept): Promise<void> {
    while (!this.#isStopping()) {
      await wait(300);
      if (startOf(kept.record.pid) === kept.record.start || this.#isStopping()) continue;
      if (Date.now() - kept.upSince > healthySeconds * 1000) kept.deaths = 0;
      await this.#revive(kept);
    }
  }

  async #revive(kept: Kept): Promise<void> {
    const { name } = kept.service;
    let why = 'ended unexpectedly';
    while (!this.#isStopping()) {
      const seconds = backOffSeconds[Math.min(kept.deaths, backOffSeconds.length - 1)] ?? 30;
      kept.deaths++;
      say.warn(`${name} ${why}; starting it again in ${String(seconds)} s`);
      const until = Date.now() + seconds * 1000;
      while (Date.now() < until && !this.#isStopping()) await wait(100);
      if (this.#isStopping()) return;
      try {
        kept.record = await this.#start(kept.service);
        kept.upSince = Date.now();
        say.done(`${name} runs again (process ${String(kept.record.pid)})`);
        return;
      } catch (error) {
        why = `did not come up: ${error instanceof Error ? error.message : String(error)}`;
      }
    }
  }

  /** A method, since the flag changes while others wait and the compiler would think it constant. */
  #isStopping(): boolean {
    return this.#stopping;
  }
}

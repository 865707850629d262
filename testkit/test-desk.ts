import type { CommandContext } from '#commands/tickets/command-context';
import type { Actor } from '#domain/permissions/actor';
import { advanceClockTo, readNow } from '#store/clock';
import type { OutboxRow } from '#store/outbox/outbox-row';
import { seed } from '#store/seed';
import pg from 'pg';
import { atEndOfFile } from './at-end-of-file.ts';
import { createTestDatabase } from './database.ts';

/** A desk without workers: commands and queries over a database of a test's own. */
export interface TestDesk {
  readonly pool: pg.Pool;
  /** To call commands with. */
  readonly as: (actor: Actor, more?: Partial<CommandContext>) => CommandContext;
  /** What commands wanted delivered, oldest first. */
  readonly outbox: readonly OutboxRow[];
  readonly passSeconds: (seconds: number) => Promise<void>;
}

/** Open one, with the rows of every installation; no flow and no policy applies by itself. Ends with the test file. */
export async function openTestDesk(): Promise<TestDesk> {
  const database = await createTestDatabase();
  atEndOfFile('database', () => database.drop());
  const pool = new pg.Pool({ connectionString: database.url });
  atEndOfFile('pool', () => pool.end());
  await seed(pool);
  await pool.query('UPDATE flow SET is_active = false');
  await pool.query('UPDATE sla_policy SET is_active = false');
  const outbox: OutboxRow[] = [];
  return {
    pool,
    outbox,
    as: (actor, more) => ({ pool, actor, deliverSoon: (rows) => void outbox.push(...rows), ...more }),
    async passSeconds(seconds) {
      await advanceClockTo(pool, new Date((await readNow(pool)).getTime() + seconds * 1000));
    },
  };
}

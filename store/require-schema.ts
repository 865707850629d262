import { MigrationError } from './migration-error.ts';
import { readHistory } from './migration-history.ts';
import { listMigrations } from './migrations.ts';
import type { Queryable } from './queryable.ts';

/**
 * Make sure that every migration of this code was applied. A process calls it when it starts.
 *
 * A database ahead of this code is let pass: while a new version rolls out, processes of the old one must still start.
 *
 * @throws {MigrationError} naming what is missing, not yet finished ones included
 */
export async function requireCurrentSchema(client: Queryable): Promise<void> {
  const [migrations, history] = await Promise.all([listMigrations(), readHistory(client)]);
  const applied = new Set(
    history.filter((attempt) => attempt.finishedAt !== null && attempt.rolledBackAt === null).map(({ name }) => name),
  );
  const missing = migrations.map(({ name }) => name).filter((name) => !applied.has(name));
  if (missing.length === 0) return;
  throw new MigrationError(
    `The database lacks ${String(missing.length)} migration(s): ${missing.join(', ')}. Migrate it first.`,
  );
}

import { MigrationError } from './migration-error.ts';
import type { MigrationAttempt } from './migration-history.ts';
import type { Migration } from './migrations.ts';

/**
 * The migrations that are still to be applied, given what was attempted so far.
 *
 * A database that has all of ours and more was migrated by a newer version: that is said and let pass, so that a step back
 * to the version before is possible (the engine's "migrationsDirectoryIsBehind"; its `migrate deploy` passes too). If one
 * of ours is missing besides ("historiesDiverge"), nothing says that it fits on what the other version made: the engine
 * would apply it, we refuse. fixtures/schema-engine.integration.test.ts holds the two side by side.
 *
 * @param log told of what this code does not know
 * @throws {MigrationError} if an attempt failed, if the histories diverge, or if an applied script was edited
 */
export function pendingMigrations(
  migrations: readonly Migration[],
  history: readonly MigrationAttempt[],
  log: (line: string) => void = () => undefined,
): Migration[] {
  const counted = history.filter((attempt) => attempt.rolledBackAt === null);
  const unknown: string[] = [];
  for (const attempt of counted) {
    if (attempt.finishedAt === null) throw new MigrationError(describeFailure(attempt));
    const migration = migrations.find(({ name }) => name === attempt.name);
    if (migration === undefined) unknown.push(attempt.name);
    else if (migration.checksum !== attempt.checksum) throw new MigrationError(describeEdited(attempt));
  }
  const applied = new Set(counted.map(({ name }) => name));
  const pending = migrations.filter(({ name }) => !applied.has(name));
  if (unknown.length === 0) return pending;
  if (pending.length > 0) throw new MigrationError(describeDivergence(unknown, pending));
  log(describeNewer(unknown));
  return [];
}

function describeFailure({ id, name, startedAt, logs }: MigrationAttempt): string {
  const reason = logs === null ? 'was interrupted' : `failed:\n${logs}\n`;
  return (
    `Migration ${name}, started at ${startedAt.toISOString()}, ${reason}. Nothing is applied until a person has looked. ` +
    'Remove what it left in the database (usually nothing: a script without COMMIT leaves all or nothing), then have it ' +
    `applied again with: UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = '${id}'`
  );
}

function describeNewer(unknown: readonly string[]): string {
  return (
    `Warning: the database has migration(s) ${unknown.join(', ')}, which this version of NixFlow does not know: ` +
    'a newer version has been here. Nothing is undone, and nothing of this version is missing.'
  );
}

function describeDivergence(unknown: readonly string[], pending: readonly Migration[]): string {
  return (
    `The database has migration(s) ${unknown.join(', ')}, which this version of NixFlow does not know, and lacks ` +
    `${pending.map(({ name }) => name).join(', ')}: another line of versions has been here. ` +
    'Start a version that has them all, or restore a backup from before.'
  );
}

function describeEdited({ name }: MigrationAttempt): string {
  return (
    `The file of migration ${name} was edited after it had been applied. ` +
    'Restore the file as it was and put the change into a new migration.'
  );
}

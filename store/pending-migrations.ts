import { MigrationError } from './migration-error.ts';
import type { MigrationAttempt } from './migration-history.ts';
import type { Migration } from './migrations.ts';

/**
 * The migrations that are still to be applied, given what was attempted so far.
 *
 * @throws {MigrationError} if an attempt failed, if newer code has been here, or if an applied script was edited
 */
export function pendingMigrations(migrations: readonly Migration[], history: readonly MigrationAttempt[]): Migration[] {
  const counted = history.filter((attempt) => attempt.rolledBackAt === null);
  for (const attempt of counted) {
    if (attempt.finishedAt === null) throw new MigrationError(describeFailure(attempt));
    const migration = migrations.find(({ name }) => name === attempt.name);
    if (migration === undefined) throw new MigrationError(describeUnknown(attempt));
    if (migration.checksum !== attempt.checksum) throw new MigrationError(describeEdited(attempt));
  }
  const applied = new Set(counted.map(({ name }) => name));
  return migrations.filter(({ name }) => !applied.has(name));
}

function describeFailure({ id, name, startedAt, logs }: MigrationAttempt): string {
  const reason = logs === null ? 'was interrupted' : `failed:\n${logs}\n`;
  return (
    `Migration ${name}, started at ${startedAt.toISOString()}, ${reason}. Nothing is applied until a person has looked. ` +
    'Remove what it left in the database (usually nothing: a script without COMMIT leaves all or nothing), then have it ' +
    `applied again with: UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = '${id}'`
  );
}

function describeUnknown({ name }: MigrationAttempt): string {
  return (
    `The database has migration ${name}, which this version of NixFlow does not know: a newer version has been here. ` +
    'Start that version or a later one, or restore a backup from before it.'
  );
}

function describeEdited({ name }: MigrationAttempt): string {
  return (
    `The file of migration ${name} was edited after it had been applied. ` +
    'Restore the file as it was and put the change into a new migration.'
  );
}

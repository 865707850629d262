import { expect, test } from 'vitest';
import type { MigrationAttempt } from './migration-history.ts';
import { buildMigration, type Migration } from './migrations.ts';
import { pendingMigrations } from './pending-migrations.ts';

const first = buildMigration('20260101000000_first', 'SELECT 1;');
const second = buildMigration('20260201000000_second', 'SELECT 2;');
const instant = new Date('2026-03-01T10:00:00.000Z');

function attemptAt(migration: Migration, changes: Partial<MigrationAttempt> = {}): MigrationAttempt {
  const { name, checksum } = migration;
  return {
    id: 'a1',
    name,
    checksum,
    startedAt: instant,
    finishedAt: instant,
    rolledBackAt: null,
    logs: null,
    ...changes,
  };
}

test('a new database lacks everything, a current one nothing', () => {
  expect(pendingMigrations([first, second], [])).toEqual([first, second]);
  expect(pendingMigrations([first, second], [attemptAt(first)])).toEqual([second]);
  expect(pendingMigrations([first, second], [attemptAt(first), attemptAt(second)])).toEqual([]);
});

test('a migration that came late by a merge is applied although a younger one already was', () => {
  expect(pendingMigrations([first, second], [attemptAt(second)])).toEqual([first]);
});

test('a failed attempt stops everything and says how to go on', () => {
  const failed = attemptAt(first, { finishedAt: null, logs: 'relation "x" does not exist' });
  const run = () => pendingMigrations([first, second], [failed]);
  expect(run).toThrow(/20260101000000_first, started at 2026-03-01T10:00:00.000Z, failed/);
  expect(run).toThrow('relation "x" does not exist');
  expect(run).toThrow(`UPDATE _prisma_migrations SET rolled_back_at = now() WHERE id = 'a1'`);
});

test('an interrupted attempt counts as failed', () => {
  expect(() => pendingMigrations([first], [attemptAt(first, { finishedAt: null })])).toThrow('was interrupted');
});

test('an attempt marked as rolled back is made again, also with a mended script', () => {
  const rolledBack = attemptAt(first, { finishedAt: null, rolledBackAt: instant, checksum: 'of the broken script' });
  expect(pendingMigrations([first], [rolledBack])).toEqual([first]);
  expect(pendingMigrations([first], [rolledBack, attemptAt(first)])).toEqual([]);
});

test('after a step back to an older version, what only the newer one knows is named and left alone', () => {
  const lines: string[] = [];
  const history = [attemptAt(first), attemptAt(second)];
  expect(pendingMigrations([first], history, (line) => lines.push(line))).toEqual([]);
  expect(lines).toEqual([expect.stringMatching(/^Warning: .*20260201000000_second.*a newer version has been here/)]);
});

test('a database that has what this code does not know, and lacks what it needs, belongs to another line of versions', () => {
  const third = buildMigration('20260301000000_third', 'SELECT 3;');
  const run = () => pendingMigrations([first, third], [attemptAt(first), attemptAt(second)]);
  expect(run).toThrow(/20260201000000_second.*lacks 20260301000000_third/);
});

test('a failed attempt of a newer version stops an older one too', () => {
  const failed = attemptAt(second, { finishedAt: null, logs: 'relation "x" does not exist' });
  expect(() => pendingMigrations([first], [attemptAt(first), failed])).toThrow(/20260201000000_second.* failed/s);
});

test('a script edited after it was applied is named', () => {
  const edited = buildMigration(first.name, 'SELECT 1; -- edited');
  expect(() => pendingMigrations([edited, second], [attemptAt(first)])).toThrow(
    /20260101000000_first was edited after it had been applied/,
  );
});

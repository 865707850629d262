import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

/** One step of the schema, in Prisma's format: a folder `<timestamp>_<title>` with a `migration.sql`. */
export interface Migration {
  /** The folder's name. */
  readonly name: string;
  readonly script: string;
  /** SHA-256 of the script in hex, as Prisma's engine records it. */
  readonly checksum: string;
}

const ownFolder = new URL('./migrations/', import.meta.url);

/**
 * The migrations of this code, in the order in which they are applied.
 *
 * @param folder ends with a slash
 * @throws {Error} if a folder has no `migration.sql`
 */
export async function listMigrations(folder: URL = ownFolder): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => readMigration(folder, name)));
}

async function readMigration(folder: URL, name: string): Promise<Migration> {
  const script = await readFile(new URL(`${name}/migration.sql`, folder), 'utf8');
  return buildMigration(name, script);
}

/** A migration from its name and script. */
export function buildMigration(name: string, script: string): Migration {
  return { name, script, checksum: createHash('sha256').update(script).digest('hex') };
}

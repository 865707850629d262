import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);
const schemaPath = fileURLToPath(new URL('./schema.prisma', import.meta.url));
const stampPath = fileURLToPath(new URL('./generated/made-from.txt', import.meta.url));

/**
 * Generate Prisma's client into `store/generated`, unless the one there was made from this schema by this Prisma.
 *
 * Works without a network and without a database. Safe to repeat; takes about two seconds when there is something to do.
 *
 * @param {{ log?: (line: string) => void }} [options]
 * @returns {Promise<boolean>} whether it was made anew
 * @throws {Error} with Prisma's own words if the schema is wrong
 */
export async function generateClient({ log = () => undefined } = {}) {
  const prismaPackage = require.resolve('prisma/package.json');
  const wanted = await describeSources(prismaPackage);
  if ((await readStamp()) === wanted) return false;
  log('Generating the database client …');
  await runPrisma(join(dirname(prismaPackage), 'build', 'index.js'));
  // Last, so that an interrupted generation is repeated.
  await writeFile(stampPath, wanted);
  return true;
}

/** @param {string} prismaPackage path of Prisma's package.json */
async function describeSources(prismaPackage) {
  const schema = createHash('sha256')
    .update(await readFile(schemaPath))
    .digest('hex');
  /** @type {{ version: string }} */
  const { version } = JSON.parse(await readFile(prismaPackage, 'utf8'));
  return `prisma ${version}\nschema ${schema}\n`;
}

async function readStamp() {
  try {
    return await readFile(stampPath, 'utf8');
  } catch {
    return null;
  }
}

/** @param {string} cli path of Prisma's command line tool */
async function runPrisma(cli) {
  try {
    await promisify(execFile)(process.execPath, [cli, 'generate', '--no-hints'], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: {
        // eslint-disable-next-line no-restricted-properties -- not a setting of ours: the tool inherits what we were given
        ...process.env,
        // Generating does not run the schema engine, but Prisma would download it: any program that exists keeps it from trying.
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        CHECKPOINT_DISABLE: '1',
      },
    });
  } catch (error) {
    const { stderr, message } = /** @type {Error & { stderr?: string }} */ (error);
    throw new Error(
      `Prisma could not generate the database client:\n${stderr === undefined || stderr === '' ? message : stderr}`,
      { cause: error },
    );
  }
}

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout, dataDir } from './paths.ts';

/** Marks a data folder as ours and names it, so that a database kept elsewhere is known to belong to this very folder. */
const markOf = (folder: string) => join(folder, '.nixflow');

/** The name that a data folder got when it was made; empty if it never was. */
export function idOf(folder: string): string {
  return existsSync(markOf(folder)) ? readFileSync(markOf(folder), 'utf8').trim() : '';
}

/** Whether all in this data folder is ours to delete: it bears our mark, or lies in the checkout where we put it. */
export const isOurs = (folder: string): boolean => idOf(folder) !== '' || folder === join(checkout, '.data');

/**
 * Make the data folder, or see that it is ours.
 *
 * @throws {Error} it holds other things, or cannot be written; says what to do
 */
export function claimDataFolder(folder = dataDir): void {
  try {
    mkdirSync(folder, { recursive: true });
    if (idOf(folder) !== '') return;
    if (!isOurs(folder) && readdirSync(folder).length > 0) {
      throw new Error(`${folder} (NIXFLOW_DATA) holds other things: give it a folder of its own.`);
    }
    writeFileSync(markOf(folder), `${randomBytes(12).toString('hex')}\n`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new Error(
      `The data folder ${folder} cannot be written (${String(error.code)}). Make it yours (sudo chown -R "$USER" ${folder}), or choose another: NIXFLOW_DATA=/path npm start`,
      { cause: error },
    );
  }
}

import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of this checkout. */
export const checkout = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Where this installation keeps databases, logs and what is running: `.data`, or `NIXFLOW_DATA`. */
export const dataDir = resolve(given('NIXFLOW_DATA') ?? join(checkout, '.data'));

/** Tools that were downloaded or built, shared by all checkouts of this user: `NIXFLOW_CACHE`, or the user's cache folder. */
export const cacheDir = resolve(
  given('NIXFLOW_CACHE') ?? join(given('XDG_CACHE_HOME') ?? join(homedir(), '.cache'), 'nixflow'),
);

/** An empty value counts as unset, as everywhere. */
function given(name: string): string | undefined {
  return process.env[name] === '' ? undefined : process.env[name];
}

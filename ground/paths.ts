import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of this checkout. */
export const checkout = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Where this installation keeps databases, logs and what is running: `.data`, or `NIXFLOW_DATA`. */
export const dataDir = process.env['NIXFLOW_DATA'] ?? join(checkout, '.data');

/** Tools that were downloaded or built, shared by all checkouts of this user: `NIXFLOW_CACHE`, or the user's cache folder. */
export const cacheDir =
  process.env['NIXFLOW_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'nixflow');

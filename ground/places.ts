import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { idOf } from './data-folder.ts';
import { canReach, postgresUser, type SystemUser } from './parts/unprivileged-user.ts';
import { say } from './say.ts';

/** Folder for what root's PostgreSQL keeps when the checkout lies where its user may not go. */
const systemFolder = '/var/lib/nixflow';

/** Where PostgreSQL lives for one data folder, and as whom it runs. */
export interface PostgresHome {
  readonly home: string;
  readonly sharedFolder: string;
  readonly user: SystemUser | undefined;
}

/**
 * Where PostgreSQL keeps its cluster: below the data folder; or, when we are root and the data folder is private (such as
 * one in root's home), in a folder of the system named by a hash, since its user could not reach it otherwise.
 *
 * A cluster there that belonged to an earlier data folder of the same path is set aside: its secrets are gone with that.
 */
export function postgresHome(dataFolder: string): PostgresHome {
  mkdirSync(dataFolder, { recursive: true });
  const user = postgresUser();
  if (!user || canReach(user, realpathSync(dataFolder))) {
    return { home: join(dataFolder, 'postgres'), sharedFolder: join(dataFolder, 'bin'), user };
  }
  const folder = systemFolderOf(dataFolder);
  const owner = ownerOf(folder);
  if (owner && owner.id !== idOf(dataFolder)) {
    const aside = `${folder}.of-${owner.id || 'unknown'}`;
    renameSync(folder, aside);
    say.warn(`PostgreSQL: ${folder} belonged to an earlier data folder; set aside as ${aside}`);
  }
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  writeFileSync(join(folder, 'belongs-to'), `${pathOf(dataFolder)}\n${idOf(dataFolder)}\n`);
  return { home: join(folder, 'postgres'), sharedFolder: join(systemFolder, 'bin'), user };
}

/** The system folder of a data folder, whether or not either is there. */
function systemFolderOf(dataFolder: string): string {
  const name = createHash('sha256').update(pathOf(dataFolder)).digest('hex').slice(0, 12);
  return join(systemFolder, name);
}

/** The system folders of this data folder and of all below it, such as those of test runs. */
export function systemFoldersBelow(dataFolder: string): string[] {
  if (!existsSync(systemFolder)) return [];
  const path = pathOf(dataFolder);
  return readdirSync(systemFolder)
    .map((name) => join(systemFolder, name))
    .filter((folder) => {
      const owner = ownerOf(folder)?.path;
      return owner !== undefined && (owner === path || owner.startsWith(path + sep));
    });
}

function ownerOf(folder: string): { path: string; id: string } | undefined {
  const file = join(folder, 'belongs-to');
  if (!existsSync(file)) return undefined;
  const [path = '', id = ''] = readFileSync(file, 'utf8').split('\n');
  return { path, id };
}

/** The real path, also of a folder that is gone, as long as the one above it is there. */
function pathOf(folder: string): string {
  if (existsSync(folder)) return realpathSync(folder);
  return existsSync(dirname(folder)) ? join(realpathSync(dirname(folder)), basename(folder)) : folder;
}

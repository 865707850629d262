import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canReach, postgresUser, type SystemUser } from './parts/unprivileged-user.ts';

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
 */
export function postgresHome(dataFolder: string): PostgresHome {
  mkdirSync(dataFolder, { recursive: true });
  const user = postgresUser();
  if (!user || canReach(user, realpathSync(dataFolder))) {
    return { home: join(dataFolder, 'postgres'), sharedFolder: join(dataFolder, 'bin'), user };
  }
  const name = createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 12);
  mkdirSync(join(systemFolder, name), { recursive: true, mode: 0o755 });
  writeFileSync(join(systemFolder, name, 'belongs-to'), realpathSync(dataFolder));
  return { home: join(systemFolder, name, 'postgres'), sharedFolder: join(systemFolder, 'bin'), user };
}

/** The system folder that belongs to a data folder, if there is one: a reset removes it too. */
export function systemFolderOf(dataFolder: string): string | undefined {
  if (!existsSync(dataFolder)) return undefined;
  const name = createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 12);
  const folder = join(systemFolder, name);
  const owner = join(folder, 'belongs-to');
  return existsSync(owner) && readFileSync(owner, 'utf8') === realpathSync(dataFolder) ? folder : undefined;
}

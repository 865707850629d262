import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** A user of this machine, by ids. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/** The user `name`, from the user table of this machine. */
function userNamed(name: string): SystemUser | undefined {
  const row = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith(`${name}:`));
  const [, , uid, gid] = row?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

/**
 * Who runs PostgreSQL when we are root, which it refuses to run as: the user `postgres`, made as a system user without a
 * home or a shell when it is not there. Undefined when we are not root: then we run it ourselves.
 */
export function postgresUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = userNamed('postgres');
  if (known) return known;
  execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']);
  const made = userNamed('postgres');
  if (!made) throw new Error('The system user postgres could not be made: run `useradd --system postgres`.');
  return made;
}

/** Whether this user can reach what lies below a folder, that is, may pass every folder on the way. */
export function canReach(user: SystemUser, folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const passable = uid === user.uid ? mode & 0o100 : gid === user.gid ? mode & 0o010 : mode & 0o001;
    if (!passable) return false;
    if (at === dirname(at)) return true;
  }
}

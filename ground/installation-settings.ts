import type { Environment } from '#process/read-config';
import { givenServers } from './given-settings.ts';
import { maintenanceUrl } from './parts/postgres.ts';
import { dataDir } from './paths.ts';
import { postgresHome } from './places.ts';
import { livingRun } from './run-record.ts';
import { databaseName, runFolder } from './servers.ts';

/**
 * The settings with which a command of this checkout reaches its installation: the person's own, and where they name none,
 * those of the servers that `npm start` runs.
 *
 * @throws {Error} if the database is one of ours and does not run
 * @throws {ConfigError} a setting is not what it must be
 */
export function installationSettings(env: Environment = process.env): Environment {
  const ui = livingRun(runFolder, 'ui')?.ports['http'];
  const page = ui === undefined ? {} : { FRONTEND_URL: `http://localhost:${String(ui)}` };
  if (givenServers(env).databaseUrl !== undefined) return { ...page, ...env };
  const port = livingRun(runFolder, 'postgres')?.ports['sql'];
  if (port === undefined)
    throw new Error('NixFlow does not run here. Run npm start in another terminal, then try again.');
  const url = new URL(maintenanceUrl(postgresHome(dataDir).home, port));
  url.pathname = `/${databaseName}`;
  return { ...page, ...env, DATABASE_URL: url.href, DATABASE_DIRECT_URL: undefined, DATABASE_URL_FILE: undefined };
}

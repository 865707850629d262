import { join } from 'node:path';
import { launch } from './launch.ts';
import { checkout, dataDir } from './paths.ts';
import { withoutOurServers, type GivenServers } from './given-settings.ts';
import { installationSecrets } from './secrets.ts';
import { logFileOf, runFolder, type ServerAddresses } from './servers.ts';
import type { Service } from './supervise/supervisor.ts';

/** Ports of our own processes. */
export interface OwnPorts {
  readonly api: number;
  readonly worker: number;
  readonly ui: number;
  /** Where mail is taken. */
  readonly mail: number;
}

/** Built files in production form, or sources that reload when they change. */
export type RunMode = 'built' | 'reloading';

const node = process.execPath;
const vite = join(checkout, 'node_modules', 'vite', 'bin', 'vite.js');

/** The environment of our processes, which also the one-shot preparation gets. */
export function environmentOf(given: GivenServers, servers: ServerAddresses, ports: OwnPorts): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'development',
    FRONTEND_URL: `http://localhost:${String(ports.ui)}`,
    ...withoutOurServers(given),
    ...installationSecrets(),
    HOST: '127.0.0.1',
    ...(given.databaseUrl === undefined && { DATABASE_URL: servers.databaseUrl }),
    ...(given.redisUrl === undefined && { REDIS_URL: servers.redisUrl }),
    ...(given.temporal === undefined && { TEMPORAL_ADDRESS: servers.temporalAddress }),
    ...(servers.temporalUiUrl !== undefined && { TEMPORAL_UI_URL: servers.temporalUiUrl }),
    PORT: String(ports.api),
    WORKER_PORT: String(ports.worker),
    SMTP_LISTEN_PORT: String(ports.mail),
    EMAIL_ATTACHMENTS_DIR: process.env['EMAIL_ATTACHMENTS_DIR'] ?? join(dataDir, 'attachments'),
    UI_PORT: String(ports.ui),
    API_URL: `http://127.0.0.1:${String(ports.api)}`,
  };
}

/** Command line of a server process: `room/file`, compiled or as source with reload. */
export const entryOf = (mode: RunMode, file: string): string[] =>
  mode === 'built'
    ? [join(checkout, 'dist', `${file}.js`)]
    : ['--watch', '--watch-preserve-output', '--import', 'tsx', `${file}.ts`];

/** API, worker (all roles) and UI as services to supervise. */
export function ownServices(mode: RunMode, env: NodeJS.ProcessEnv, ports: OwnPorts): Service[] {
  const service = (name: 'api' | 'worker' | 'ui', args: readonly string[], readyPath: string): Service => ({
    name,
    start: () =>
      launch({
        name,
        runFolder,
        command: node,
        args,
        cwd: checkout,
        env,
        log: logFileOf(name),
        ports: { http: ports[name] },
        fingerprint: mode,
        isReady: () => answersOk(`http://127.0.0.1:${String(ports[name])}${readyPath}`),
        readySeconds: 60,
      }),
  });
  const uiArgs = mode === 'built' ? ['preview', '--outDir', join(checkout, 'dist', 'ui')] : [];
  return [
    service('api', entryOf(mode, 'api/main'), '/api/ready'),
    service('worker', entryOf(mode, 'worker/main'), '/ready'),
    service('ui', [vite, ...uiArgs, '--host', '127.0.0.1', '--port', String(ports.ui), '--strictPort'], '/'),
  ];
}

async function answersOk(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

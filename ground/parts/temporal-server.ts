import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isExecutable } from '../find-on-path.ts';
import { MissingPart } from '../missing-part.ts';
import { cacheDir } from '../paths.ts';
import { lastLine, runCommand } from '../run-command.ts';
import { say, since } from '../say.ts';
import { goToolchain } from './go-toolchain.ts';

/** The version that the development server inside the `temporal` command line tool has. */
const version = '1.29.1';
const folder = join(cacheDir, `temporal-server-${version}`);
const part = 'Temporal server';
const module = 'go.temporal.io/server';

/** The programs of a Temporal as it runs in production; their schema files are inside them. */
export interface TemporalServerPrograms {
  readonly server: string;
  /** Makes its databases and their schema. */
  readonly sqlTool: string;
  readonly version: string;
}

const inCache: TemporalServerPrograms = { server: join(folder, 'server'), sqlTool: join(folder, 'sql'), version };

/** The programs in the cache; undefined if they were not built yet. */
export const findTemporalServer = (): TemporalServerPrograms | undefined =>
  isExecutable(inCache.server) && isExecutable(inCache.sqlTool) ? inCache : undefined;

/**
 * The programs in the cache; else built from their Go module, once. There is no download of them but in images.
 *
 * Not for `npm start` and `npm test`, which do with the development server: the build takes minutes.
 *
 * @throws {MissingPart} there is no Go, or its module proxy is out of reach
 */
export async function temporalServer(): Promise<TemporalServerPrograms> {
  const found = findTemporalServer();
  if (found) return found;
  const go = await goToolchain(part).catch((error: unknown) => {
    if (error instanceof MissingPart) throw missing(`not built yet, and ${error.message}`);
    throw error;
  });
  say.busy(`${part}: building ${version} from source (2 to 5 minutes, once)`);
  const began = Date.now();
  // Each attempt has a folder of its own: two may run at once, and the first that is done is taken.
  const making = `${folder}.making-${String(process.pid)}`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const programs = ['cmd/server', 'cmd/tools/sql'].map((path) => `${module}/${path}@v${version}`);
  const { code, output } = await runCommand(go, ['install', ...programs], {
    env: { ...process.env, GOBIN: making, GOFLAGS: '-trimpath', GOTOOLCHAIN: 'auto' },
    label: `building ${part}`,
    timeoutSeconds: 1800,
  });
  if (code !== 0) {
    rmSync(making, { recursive: true, force: true });
    throw missing(`could not be built: ${lastLine(output)}`);
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(making, folder);
  say.done(`${part}: built (${since(began)})`);
  return inCache;
}

const missing = (why: string) =>
  new MissingPart(
    part,
    why,
    `go install ${module}/cmd/server@v${version} (Go ≥1.21, proxy.golang.org in reach), and again`,
  );

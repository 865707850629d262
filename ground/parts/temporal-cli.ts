import { chmodSync, createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { findOnPath, isExecutable } from '../find-on-path.ts';
import { MissingPart } from '../missing-part.ts';
import { cacheDir } from '../paths.ts';
import { lastLine, runCommand } from '../run-command.ts';
import { say, since } from '../say.ts';
import { goToolchain } from './go-toolchain.ts';

/** The `temporal` program that is fetched or built when there is none; its server is 1.29.1. */
const pinned = '1.5.1';
const cachedFolder = join(cacheDir, `temporal-${pinned}`);
const cached = join(cachedFolder, 'temporal');
/** Oldest server that NixFlow is made for. */
const oldestServer = { major: 1, minor: 29 };

/** A `temporal` command line tool with a dev server inside, and where it comes from in words. */
export interface TemporalCli {
  readonly path: string;
  /** Version of the server inside. */
  readonly version: string;
  readonly where: string;
}

/** The `temporal` program on PATH or in the cache whose server is new enough; undefined if there is none. */
export async function findTemporalCli(): Promise<TemporalCli | undefined> {
  const onPath = findOnPath(['temporal'], ['/opt/homebrew/bin']);
  for (const [path, where] of [
    [onPath, 'on PATH'],
    [isExecutable(cached) ? cached : undefined, 'in the cache'],
  ] as const) {
    const version = path === undefined ? undefined : await serverVersionOf(path);
    if (path !== undefined && version !== undefined) return { path, version, where: `${where} (${path})` };
  }
  return undefined;
}

/**
 * The `temporal` program of this machine; else the official download; else built from its Go module.
 *
 * @throws {MissingPart} neither works
 */
export async function temporalCli(): Promise<TemporalCli> {
  const found = await findTemporalCli();
  if (found) return found;
  if (!(await download())) await build();
  const made = await findTemporalCli();
  if (!made) throw missing('the program that was fetched does not run');
  return made;
}

const missing = (why: string) =>
  new MissingPart(
    'Temporal',
    why,
    'install the CLI (https://docs.temporal.io/cli/setup-cli), or: TEMPORAL_ADDRESS=host:7233 npm start',
  );

async function serverVersionOf(path: string): Promise<string | undefined> {
  const { output } = await runCommand(path, ['--version']);
  const [, version = '', major, minor] = /Server ((\d+)\.(\d+)\.[\w.-]+)/.exec(output) ?? [];
  const isNewEnough =
    Number(major) > oldestServer.major || (Number(major) === oldestServer.major && Number(minor) >= oldestServer.minor);
  return isNewEnough ? version : undefined;
}

/** @returns false where the vendor's site cannot be reached, or has nothing for this platform */
async function download(): Promise<boolean> {
  const architecture = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const url = `https://temporal.download/cli/archive/v${pinned}?platform=${process.platform}&arch=${architecture}`;
  const making = `${cachedFolder}.making`;
  const archive = join(making, 'temporal.tar.gz');
  const began = Date.now();
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(300_000) });
    if (!answer.ok || answer.body === null) return false;
    say.busy(`Temporal: downloading its command line tool ${pinned}`);
    rmSync(making, { recursive: true, force: true });
    mkdirSync(making, { recursive: true });
    await pipeline(Readable.fromWeb(answer.body as ReadableStream), createWriteStream(archive));
    const { code } = await runCommand('tar', ['-xzf', archive, '-C', making]);
    if (code !== 0) return false;
    rmSync(archive);
    moveIntoCache(making);
    say.done(`Temporal: downloaded (${since(began)})`);
    return true;
  } catch {
    return false;
  }
}

async function build(): Promise<void> {
  const go = await goToolchain('Temporal').catch((error: unknown) => {
    if (error instanceof MissingPart)
      throw missing(`not on this machine, cannot be downloaded here, and ${error.message}`);
    throw error;
  });
  say.busy(`Temporal: no download here; building its command line tool ${pinned} from source (about 4 minutes, once)`);
  const began = Date.now();
  const making = `${cachedFolder}.making`;
  mkdirSync(making, { recursive: true });
  const { code, output } = await runCommand(go, ['install', `github.com/temporalio/cli/cmd/temporal@v${pinned}`], {
    env: { ...process.env, GOBIN: making, GOFLAGS: '-trimpath', GOTOOLCHAIN: 'auto' },
    label: 'building Temporal',
    timeoutSeconds: 1800,
  });
  if (code !== 0) throw missing(`could not be built: ${lastLine(output)}`);
  moveIntoCache(making);
  say.done(`Temporal: built (${since(began)})`);
}

function moveIntoCache(making: string): void {
  chmodSync(join(making, 'temporal'), 0o755);
  rmSync(cachedFolder, { recursive: true, force: true });
  renameSync(making, cachedFolder);
}

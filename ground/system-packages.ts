import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { findOnPath } from './find-on-path.ts';
import { MissingPart } from './missing-part.ts';
import { runCommand } from './run-command.ts';
import { say, since } from './say.ts';

/** Debian's script that is asked whether a freshly installed service may start. */
const servicePolicy = '/usr/sbin/policy-rc.d';

/** Whether we may install packages here: root on a system with apt. */
export const canInstallPackages = (): boolean =>
  process.getuid?.() === 0 && findOnPath(['apt-get']) !== undefined && process.env['NIXFLOW_NO_APT'] === undefined;

/** The one command with which a person installs these packages. */
export const installCommand = (packages: readonly string[]): string =>
  process.platform === 'darwin'
    ? `brew install ${packages.join(' ')}`
    : `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;

/**
 * Install Debian packages, saying so first. Their services are not started: we run our own copies on our own ports.
 *
 * @param part what needs them, for messages
 * @throws {MissingPart} we are not root, there is no apt, or it failed; names the command that gets them
 */
export async function installSystemPackages(part: string, packages: readonly string[]): Promise<void> {
  if (!canInstallPackages()) throw new MissingPart(part, 'not installed on this machine', installCommand(packages));
  say.busy(`${part}: installing the system packages ${packages.join(', ')} as root (apt-get)`);
  const began = Date.now();
  const mayNotStart = !existsSync(servicePolicy);
  if (mayNotStart) writeFileSync(servicePolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const label = `installing ${packages.join(', ')}`;
    const update = await runCommand('apt-get', ['update', '-q'], { env, label, timeoutSeconds: 600 });
    const args = ['install', '-q', '-y', '--no-install-recommends', ...packages];
    const install = await runCommand('apt-get', args, { env, label, timeoutSeconds: 1200 });
    if (install.code !== 0) {
      const cause = update.code === 0 ? install.output : update.output;
      throw new MissingPart(part, `could not be installed: ${lastLines(cause)}`, installCommand(packages));
    }
  } finally {
    if (mayNotStart) rmSync(servicePolicy, { force: true });
  }
  say.done(`${part}: installed (${since(began)})`);
}

const lastLines = (output: string) => output.trim().split('\n').slice(-3).join(' | ').slice(0, 400);

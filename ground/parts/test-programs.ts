import { findOnPath } from '../find-on-path.ts';
import { runCommand } from '../run-command.ts';

const administratorFolders = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin', '/opt/homebrew/bin'];

/** A Chromium or Chrome for the browser tests: `CHROMIUM_PATH`, or the one on PATH. */
export const findChromium = (): string | undefined =>
  process.env['CHROMIUM_PATH'] ??
  findOnPath(
    ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    ['/Applications/Google Chrome.app/Contents/MacOS', '/Applications/Chromium.app/Contents/MacOS'],
  );

/** Dovecot, the IMAP server of the mail tests. */
export const findDovecot = (): string | undefined => findOnPath(['dovecot'], administratorFolders);

/** A Java ≥11 that really runs (macOS has a `java` that only asks to install one). */
export async function findJava(): Promise<string | undefined> {
  const home = process.env['JAVA_HOME'];
  const path = findOnPath(['java'], home === undefined ? [] : [`${home}/bin`]);
  if (path === undefined) return undefined;
  const { code, output } = await runCommand(path, ['-version']);
  const major = Number(/version "(\d+)/.exec(output)?.[1] ?? 0);
  return code === 0 && major >= 11 ? path : undefined;
}

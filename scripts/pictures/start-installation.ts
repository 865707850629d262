import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { checkout } from '#ground/paths';

/** A running `npm start`. */
export interface Installation {
  /** Its start screen, from the line that says that it is ready, with the colours of a terminal. */
  readonly screen: string;
  /** The address of the pages. */
  readonly app: string;
  /** What the screen says to type, in words for a shell. */
  readonly hint: string;
  /** Ctrl-C. */
  stop(): Promise<void>;
}

/**
 * `npm start` with a data folder of its own, as somebody sees it who starts it for the first time.
 *
 * @throws {Error} it ended before it was ready; with what it said
 */
export async function startInstallation(dataFolder: string): Promise<Installation> {
  const child = spawn(process.execPath, [join(checkout, 'scripts', 'bootstrap.mjs'), 'start'], {
    cwd: checkout,
    env: { ...process.env, NIXFLOW_DATA: dataFolder, FORCE_COLOR: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'close');
  let said = '';
  const ready = new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      // The hint is the last line of the screen.
      if (/mail send.*\n\n/.test(said)) resolve();
    });
  });
  const isReady = await Promise.race([ready.then(() => true), ended.then(() => false)]);
  if (!isReady) throw new Error(`npm start ended:\n${said}`);
  const screen = said.slice(said.lastIndexOf('\n', said.indexOf('NixFlow is ready')) + 1).trimEnd();
  const plain = stripVTControlCharacters(screen);
  return {
    screen,
    app: /^ +App +(\S+)$/m.exec(plain)?.[1] ?? '',
    hint: /^ +(npm run nixflow -- mail send.*)$/m.exec(plain)?.[1] ?? '',
    async stop() {
      child.kill('SIGINT');
      await ended;
    },
  };
}

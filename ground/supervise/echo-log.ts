import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { dim, say } from '../say.ts';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
type Level = (typeof levels)[number];
/** The same line is not said again within this time. */
const quietMs = 10_000;

/**
 * Repeat what a process writes to its JSON log, from now on, as short lines on the terminal.
 *
 * @param lowest level from which lines are repeated; lines that are no JSON always are
 * @returns a function that ends it
 */
export function echoLog(name: string, file: string, lowest: Level): () => void {
  let at = sizeOf(file);
  let rest = '';
  const said = new Map<string, number>();
  const timer = setInterval(() => {
    const size = sizeOf(file);
    if (size < at) at = 0;
    if (size === at) return;
    const chunk = readFrom(file, at, size - at);
    at = size;
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines.flatMap((line) => shortLine(line, lowest))) {
      if (Date.now() - (said.get(text) ?? 0) < quietMs) continue;
      if (said.size > 200) said.clear();
      said.set(text, Date.now());
      say.line(`  ${dim(name.padEnd(8))} ${text}`);
    }
  }, 300);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

function shortLine(line: string, lowest: Level): string[] {
  if (line.trim() === '') return [];
  try {
    const { level, msg = '', err } = JSON.parse(line) as { level?: Level; msg?: string; err?: { message?: string } };
    if (level === undefined || levels.indexOf(level) < levels.indexOf(lowest)) return [];
    const cause = err?.message !== undefined && err.message !== msg ? `: ${err.message}` : '';
    return [`${level}: ${msg}${cause}`];
  } catch {
    return [line];
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

function readFrom(file: string, position: number, length: number): string {
  const buffer = Buffer.alloc(length);
  const handle = openSync(file, 'r');
  readSync(handle, buffer, 0, length, position);
  closeSync(handle);
  return buffer.toString();
}

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { checkout } from '../paths.ts';

/** `npm run gates`: formatter, types, lint, dependency rules, unused code, dependency list. */
export function run(args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const entry = join(checkout, 'scripts', 'gates', 'run-gates.mjs');
    const child = spawn(process.execPath, [entry, ...args], { cwd: checkout, stdio: 'inherit' });
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

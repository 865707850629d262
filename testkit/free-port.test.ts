import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { freePort } from './free-port.ts';

const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const module = new URL('free-port.ts', import.meta.url).href;

test('a port that was given out is not given out again while its server is still to come, in no process', async () => {
  const ours = await Promise.all(Array.from({ length: 1_500 }, () => freePort()));
  const script = `
    const { freePort } = await import(${JSON.stringify(module)});
    console.log(JSON.stringify(await Promise.all(Array.from({ length: 500 }, () => freePort()))));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--import', tsx, '--input-type=module', '--eval', script],
  ]);
  const theirs = JSON.parse(stdout) as number[];

  expect(theirs).toHaveLength(500);
  expect(new Set([...ours, ...theirs]).size).toBe(2_000);
});

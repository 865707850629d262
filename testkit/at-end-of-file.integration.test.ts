import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startProgram } from './child-process.ts';
import { testStackVariable } from './stack.ts';
import { waitUntil } from './wait-until.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const script = `
  import { startVitest } from 'vitest/node';
  const vitest = await startVitest('test', [], {
    config: false, root: ${JSON.stringify(root)}, include: ['testkit/fixtures/fails.ts'], watch: false, cache: false,
  });
  await vitest.close();`;
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
/** Run the failing test file to its end. @returns what it told, and the process that it had started */
const runFailing = async (env: Record<string, string> = {}) => {
  const stack = process.env[testStackVariable] ?? '';
  const args = ['--input-type=module', '-e', script];
  const run = await startProgram(process.execPath, {
    name: 'fails',
    args,
    env: { [testStackVariable]: stack, ...env },
  });
  await run.exited;
  const started = Number(/started (\d+)/.exec(run.output())?.[1]);
  expect(started).toBeGreaterThan(0);
  return { output: run.output(), started };
};

describe('the end of a test file', () => {
  it('closes everything though a test and another closing fail, and tells what did not close', async () => {
    const { output, started } = await runFailing();
    expect(isAlive(started)).toBe(false);
    expect(output).toContain('test fails');
    expect(output).toContain('a stuck server did not close');
  });

  it('leaves no process when a hook of the file fails, after which vitest calls no other', async () => {
    const { output, started } = await runFailing({ AFTER_ALL: 'fail' });
    expect(output).toContain('afterAll fails');
    await waitUntil('its process is gone', () => !isAlive(started));
  });
});

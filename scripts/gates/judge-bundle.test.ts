import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeBundle } from './judge-bundle.mjs';

const silent = {
  log: () => undefined,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

describe('the gate on the workflow bundle', () => {
  let folder = '';
  let lean = '';
  beforeAll(() => {
    // Inside the checkout, so that the bundler finds the packages.
    const data = join(import.meta.dirname, '../../.data');
    mkdirSync(data, { recursive: true });
    folder = mkdtempSync(join(data, 'bundle-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const bundle = async (source: string, ignoreModules: string[] = []) => {
    const workflowsPath = join(folder, 'workflow.ts');
    writeFileSync(workflowsPath, `import { sleep } from '@temporalio/workflow';\n${source}`);
    const { code } = await bundleWorkflowCode({
      workflowsPath,
      ignoreModules,
      logger: silent,
      webpackConfigHook: (config) => ({ ...config, devtool: false }),
    });
    return code;
  };

  it('lets a lean bundle pass', async () => {
    lean = await bundle('export const nap = () => sleep(1);');
    expect(judgeBundle(lean)).toEqual([]);
  }, 60_000);

  it('finds zod, and its weight with it', async () => {
    const wrong = judgeBundle(
      await bundle(`import { z } from 'zod'; export const nap = () => sleep(z.number().parse(1));`),
    );
    expect(wrong.join()).toContain('zod is in the workflow bundle');
  }, 60_000);

  it('finds parts of Node that the bundler was told to ignore', async () => {
    const wrong = judgeBundle(
      await bundle(`import { cpus } from 'os'; export const nap = () => sleep(cpus().length);`, ['os']),
    );
    expect(wrong).toEqual([expect.stringContaining('os is left out of the workflow bundle')]);
  }, 60_000);

  it('refuses weight', () => {
    expect(judgeBundle(`${lean}/*${' '.repeat(1_500_000)}*/`)).toEqual([
      expect.stringContaining('1,500,000 are allowed'),
    ]);
  });

  it('does not believe a bundle that it cannot read', () => {
    expect(judgeBundle('(()=>{})()')).toEqual([expect.stringContaining('No module of the workflow SDK')]);
  });
});

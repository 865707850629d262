import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkout } from './paths.ts';
import { readResults } from './read-test-results.ts';

/** A file as a test that needs a server is written. */
const whoseServerIsAway = `
  import { beforeAll, describe, test } from '${join(checkout, 'node_modules', 'vitest', 'dist', 'index.js')}';
  describe('a story', () => {
    beforeAll(() => { throw new Error('worker/main.ts is ready: it ended before (1). EADDRINUSE'); });
    test('is told', () => undefined);
  });
`;

test('of a story that could not begin is told why', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nixflow-report-'));
  const results = join(folder, 'results.json');
  writeFileSync(join(folder, 'story.test.ts'), whoseServerIsAway);
  writeFileSync(join(folder, 'vitest.config.mjs'), 'export default { test: { include: ["*.test.ts"] } };');
  const args = [
    ...[join(checkout, 'node_modules', 'vitest', 'vitest.mjs'), 'run', `--root=${folder}`],
    ...[`--reporter=${join(checkout, 'ground', 'report-tests.ts')}`, `--outputFile=${results}`],
  ];
  const code = await new Promise<number>((resolve) => {
    execFile(process.execPath, args, { cwd: folder }, (error) => {
      resolve(error === null ? 0 : 1);
    });
  });

  expect(readResults(results, code, folder)).toEqual({
    passed: 0,
    failed: 1,
    failures: ['story.test.ts\n    worker/main.ts is ready: it ended before (1). EADDRINUSE'],
  });
});

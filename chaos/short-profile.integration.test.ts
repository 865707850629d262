import { build } from '#ground/build';
import { expect, test } from 'vitest';
import { profiles } from './profile.ts';
import { runSeed } from './run-seed.ts';
import { summarize } from './summarize.ts';

/** Any would do; a fixed one makes two runs comparable. `npm run chaos` takes others. */
const seed = 2;

test(
  'what was acknowledged is there once and what falls due is recorded, whatever is killed, frozen or cut off',
  { timeout: 600_000 },
  async () => {
    await build();
    const told: string[] = [];
    const tell = (line: string) => told.push(line);
    const result = await runSeed({ seed, profile: profiles.short, temporalKind: 'dev', tell });
    const report = [...told, ...summarize(result)].join('\n');
    expect(result.findings, report).toEqual([]);
    process.stdout.write(`${report}\n`);
  },
);

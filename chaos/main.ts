import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { argv, exit, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { build } from '#ground/build';
import { temporalServer } from '#ground/parts/temporal-server';
import { startTestStack, stopTestStack } from '#ground/test-stack';
import { dataDir } from '#ground/paths';
import { closeAll } from '#testkit/at-end-of-file';
import { plantedCheckouts, plants } from './plants/plants.ts';
import { profiles } from './profile.ts';
import { runSeed } from './run-seed.ts';
import { strikeNames } from './strikes/strikes.ts';
import { summarize } from './summarize.ts';

const usage = `npm run chaos                        one seed, any
npm run chaos -- --seed 7            that seed again
npm run chaos -- --seeds 20          so many, from 1 on (or from --seed on)
npm run chaos -- --profile short     the one of npm test
npm run chaos -- --temporal dev      on the development server, as --profile short is; else on the one of production
npm run chaos -- --only 'worker frozen'   one kind of strike, twelve times
npm run chaos -- --plant NAME        with a mistake planted, which must be found: ${plants.map(({ name }) => name).join(', ')}
`;

function readWishes() {
  try {
    const { values } = parseArgs({
      args: argv.slice(2),
      options: {
        seed: { type: 'string' },
        seeds: { type: 'string', default: '1' },
        profile: { type: 'string', default: 'full' },
        temporal: { type: 'string' },
        only: { type: 'string' },
        plant: { type: 'string' },
      },
    });
    const { profile, temporal = profile === 'short' ? 'dev' : 'postgres' } = values;
    const [seeds, first] = [Number(values.seeds), values.seed === undefined ? undefined : Number(values.seed)];
    const plant = plants.find(({ name }) => name === values.plant);
    const only = strikeNames.find((name) => name === values.only);
    if (values.only !== undefined && only === undefined) return null;
    if (profile !== 'full' && profile !== 'short') return null;
    if (temporal !== 'dev' && temporal !== 'postgres') return null;
    if (values.plant !== undefined && !plant) return null;
    if (![seeds, first ?? 1].every((number) => Number.isInteger(number) && number > 0 && number < 1e6)) return null;
    const from = first ?? (seeds > 1 ? 1 : 1 + Math.floor(Math.random() * 999_998));
    return {
      seeds: Array.from({ length: seeds }, (_, index) => from + index),
      profile,
      temporal,
      only,
      plant,
    } as const;
  } catch {
    return null;
  }
}

/** The next run of anything clears away the folders of those before. */
function keepEvidence(from: string, seed: number): string {
  const kept = join(dataDir, 'chaos', `seed-${seed}-${new Date().toISOString().replace(/\W/g, '-')}`);
  for (const folder of ['logs', 'chaos']) cpSync(join(from, folder), join(kept, folder), { recursive: true });
  return kept;
}

const wishes = readWishes();
if (!wishes) {
  stderr.write(usage);
  exit(2);
}
const tell = (line: string) => stdout.write(`${line}\n`);
const { seeds, profile, temporal: temporalKind, only, plant } = wishes;
const wanted = { ...profiles[profile], ...(only && { only, strikesOfEachKind: 12 }) };
const failed: number[] = [];
if (temporalKind === 'postgres') await temporalServer();
await build();
const stack = await startTestStack();
try {
  for (const seed of seeds) {
    const began = Date.now();
    tell(`seed ${seed} (again: npm run chaos -- --seed ${seed}${profile === 'short' ? ' --profile short' : ''})`);
    const checkouts = plant ? await plantedCheckouts(plant) : {};
    const result = await runSeed({ seed, profile: wanted, temporalKind, checkouts, tell }).finally(closeAll);
    for (const line of summarize(result)) tell(line);
    const { findings } = result;
    for (const { invariant, what } of findings.slice(0, 40)) tell(`  ${invariant} BROKEN: ${what}`);
    if (findings.length > 40) tell(`  … and ${findings.length - 40} more`);
    const isAsWished = plant ? findings.some(({ invariant }) => invariant === plant.breaks) : findings.length === 0;
    const verdict = plant
      ? `${plant.name}: ${isAsWished ? `found, ${plant.breaks} is broken` : `NOT FOUND, ${plant.breaks} holds`}`
      : isAsWished
        ? 'clean'
        : `BROKEN ${findings.length} times`;
    tell(`seed ${seed}: ${verdict}, ${((Date.now() - began) / 1000).toFixed(0)} s`);
    if (isAsWished) continue;
    failed.push(seed);
    tell(`Logs, ledger and histories of it: ${keepEvidence(stack.dir, seed)}`);
  }
} finally {
  await stopTestStack();
}
tell(failed.length === 0 ? `${seeds.length} seeds, all as they should be` : `FAILED: seeds ${failed.join(', ')}`);
exit(failed.length === 0 ? 0 : 1);

import { argv, exit, stderr, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { build } from '#ground/build';
import { temporalServer } from '#ground/parts/temporal-server';
import { startTestStack, stopTestStack } from '#ground/test-stack';
import { closeAll } from '#testkit/at-end-of-file';
import { plantedCheckouts, plants } from './plants/plants.ts';
import { profiles } from './profile.ts';
import { runSeed } from './run-seed.ts';
import { summarize } from './summarize.ts';

const usage = `npm run chaos                        one seed, any
npm run chaos -- --seed 7            that seed again
npm run chaos -- --seeds 20          so many, from 1 on (or from --seed on)
npm run chaos -- --profile short     the one of npm test
npm run chaos -- --temporal dev      on the development server, as --profile short is; else on the one of production
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
        plant: { type: 'string' },
      },
    });
    const { profile, temporal = profile === 'short' ? 'dev' : 'postgres' } = values;
    const [seeds, first] = [Number(values.seeds), values.seed === undefined ? undefined : Number(values.seed)];
    const plant = plants.find(({ name }) => name === values.plant);
    if (profile !== 'full' && profile !== 'short') return null;
    if (temporal !== 'dev' && temporal !== 'postgres') return null;
    if (values.plant !== undefined && !plant) return null;
    if (![seeds, first ?? 1].every((number) => Number.isInteger(number) && number > 0 && number < 1e6)) return null;
    const from = first ?? (seeds > 1 ? 1 : 1 + Math.floor(Math.random() * 999_998));
    return { seeds: Array.from({ length: seeds }, (_, index) => from + index), profile, temporal, plant } as const;
  } catch {
    return null;
  }
}

const wishes = readWishes();
if (!wishes) {
  stderr.write(usage);
  exit(2);
}
const tell = (line: string) => stdout.write(`${line}\n`);
const { seeds, profile, temporal: temporalKind, plant } = wishes;
const failed: number[] = [];
if (temporalKind === 'postgres') await temporalServer();
await build();
const stack = await startTestStack();
tell(`Logs and the clients' ledgers: ${stack.dir}`);
try {
  for (const seed of seeds) {
    const began = Date.now();
    tell(`seed ${seed} (again: npm run chaos -- --seed ${seed}${profile === 'short' ? ' --profile short' : ''})`);
    const checkouts = plant ? await plantedCheckouts(plant) : {};
    const result = await runSeed({ seed, profile: profiles[profile], temporalKind, checkouts, tell }).finally(closeAll);
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
    if (!isAsWished) failed.push(seed);
  }
} finally {
  await stopTestStack();
}
tell(failed.length === 0 ? `${seeds.length} seeds, all as they should be` : `FAILED: seeds ${failed.join(', ')}`);
exit(failed.length === 0 ? 0 : 1);

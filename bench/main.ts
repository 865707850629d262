import { argv, exit, stderr, stdout } from 'node:process';
import { MissingPart } from '#ground/missing-part';

/** What can be measured. A bench prints its figures as lines, `name: figure`, and what they should be. */
const benches: Readonly<Record<string, { readonly what: string; run(): Promise<string[]> }>> = {
  'sla-clocks': {
    what: 'the clocks of a ticket with 60 facts, cold and warm; no servers',
    run: async () => (await import('./sla-clocks.ts')).benchSlaClocks(),
  },
  'temporal-bare': {
    what: 'Temporal over PostgreSQL with empty workflows: signals, timers; 3 minutes, the first time it is built',
    run: async () => (await import('./temporal-bare.ts')).benchTemporalBare(),
  },
};

const [name = ''] = argv.slice(2);
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (!bench) {
  const known = Object.entries(benches).map(([title, { what }]) => `  npm run bench -- ${title}    ${what}\n`);
  stderr.write(known.join(''));
  exit(2);
}
try {
  for (const line of await bench.run()) stdout.write(`${line}\n`);
} catch (error) {
  if (!(error instanceof MissingPart)) throw error;
  stderr.write(`${error.message}\nTo have it: ${error.remedy}\n`);
  exit(1);
}

import { argv, exit, stderr, stdout } from 'node:process';

/** What can be measured. A bench prints its figures as lines, `name: figure`, and what they should be. */
const benches: Readonly<Record<string, { readonly what: string; run(): Promise<string[]> }>> = {
  'sla-clocks': {
    what: 'the clocks of a ticket with 60 facts, cold and warm; no servers',
    run: async () => (await import('./sla-clocks.ts')).benchSlaClocks(),
  },
};

const [name = ''] = argv.slice(2);
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (!bench) {
  const known = Object.entries(benches).map(([title, { what }]) => `  npm run bench -- ${title}    ${what}\n`);
  stderr.write(known.join(''));
  exit(2);
}
for (const line of await bench.run()) stdout.write(`${line}\n`);

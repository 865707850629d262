import { argv, exit, stderr, stdout } from 'node:process';
import { MissingPart } from '#ground/missing-part';

/** What was asked for is not there. */
class UsageError extends Error {}

/** What can be measured. A bench prints its figures as lines, `name: figure`, and what they should be. */
const benches: Readonly<Record<string, { readonly what: string; run(args: readonly string[]): Promise<string[]> }>> = {
  'sla-clocks': {
    what: 'the clocks of a ticket with 60 facts, cold and warm; no servers',
    run: async () => (await import('./sla-clocks.ts')).benchSlaClocks(),
  },
  relay: {
    what: 'the outbox: lag and rate of writers and of two relays',
    run: async () => (await import('./relay.ts')).benchRelay(),
  },
  'ticket-list': {
    what: 'pages of ticket lists and their counts, and by which indexes; PostgreSQL alone; [tickets, 100000 if not said]',
    run: async ([tickets = '100000']) => {
      if (!/^\d{3,8}$/.test(tickets)) throw new UsageError('How many tickets? A number from 100 to 99999999.');
      return (await import('./ticket-list.ts')).benchTicketList(Number(tickets));
    },
  },
  'temporal-bare': {
    what: 'Temporal over PostgreSQL with empty workflows: signals, timers; 3 minutes, the first time it is built',
    run: async () => (await import('./temporal-bare.ts')).benchTemporalBare(),
  },
  core: {
    what: 'the core beside the same work done bare; [create|seen|lateness|burst|history|memory …] [--scale 0.1]; 20 minutes',
    run: async (args) => {
      const { benchCore, readCoreBench } = await import('./core.ts');
      const wanted = readCoreBench(args);
      if (typeof wanted === 'string') throw new UsageError(wanted);
      return benchCore(wanted, (line) => stderr.write(`${line}\n`));
    },
  },
};

const [name = '', ...args] = argv.slice(2);
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (!bench) {
  const known = Object.entries(benches).map(([title, { what }]) => `  npm run bench -- ${title.padEnd(13)}  ${what}\n`);
  stderr.write(known.join(''));
  exit(2);
}
try {
  for (const line of await bench.run(args)) stdout.write(`${line}\n`);
} catch (error) {
  if (error instanceof UsageError) {
    stderr.write(`${error.message}\n`);
    exit(2);
  }
  if (!(error instanceof MissingPart)) throw error;
  stderr.write(`${error.message}\nTo have it: ${error.remedy}\n`);
  exit(1);
}

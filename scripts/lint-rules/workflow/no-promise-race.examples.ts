import type { Examples } from '../examples.ts';

/** What `no-promise-race` lets pass and what it refuses. */
export const noPromiseRaceExamples: Examples = {
  passes: {
    'waiting with a limit': `
      import { condition } from '@temporalio/workflow';
      export const wait = (done: () => boolean) => condition(done, '5 s', { summary: 'Wait' });`,
    'waiting for all': `export const both = (a: Promise<void>, b: Promise<void>) => Promise.all([a, b]);`,
    'a race that is not between promises': `
      class Promise { static race() { return 1; } }
      export const winner = Promise.race();`,
  },
  refuses: {
    'a race with sleep': [
      `import { sleep } from '@temporalio/workflow';
       export const wait = (news: Promise<void>) => Promise.race([sleep('5 s'), news]);`,
      'race',
    ],
    'any other race': [`export const first = (all: Promise<void>[]) => globalThis.Promise['race'](all);`, 'race'],
    'a race handed on as a function': [`export const { length } = [Promise.race];`, 'race'],
    'the first success, whose losers also live on': [
      `export const one = (all: Promise<void>[]) => Promise.any(all);`,
      'race',
    ],
  },
};

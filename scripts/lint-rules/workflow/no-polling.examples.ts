import type { Examples } from '../examples.ts';

/** What `no-polling` lets pass and what it refuses. */
export const noPollingExamples: Examples = {
  passes: {
    'one sleep': `import { sleep } from '@temporalio/workflow'; export const nap = () => sleep('1 s', { summary: 'Nap' });`,
    'a loop that waits for news': `
      import { condition } from '@temporalio/workflow';
      export async function run(hasNews: () => boolean) { for (;;) await condition(hasNews, '1 h', { summary: 'Next' }); }`,
    'a function made in a loop that sleeps when called': `
      import { sleep } from '@temporalio/workflow';
      export const naps: (() => Promise<void>)[] = [];
      for (const ms of [1, 2]) naps.push(() => sleep(ms, { summary: 'Nap' }));`,
    'another function of that name': `
      const sleep = (ms: number) => ms;
      while (sleep(1) > 1) sleep(2);`,
  },
  refuses: {
    'sleeping in a while': [
      `import { sleep } from '@temporalio/workflow';
       export async function poll(done: () => boolean) { while (!done()) { await sleep('1 s'); } }`,
      'polling',
    ],
    'sleeping for each of several, under another name': [
      `import { sleep as nap } from '@temporalio/workflow';
       export async function run() { for (const ms of [1, 2]) if (ms > 1) await nap(ms); }`,
      'polling',
    ],
    'sleeping in the condition of a loop, by the module’s name': [
      `import * as wf from '@temporalio/workflow';
       export async function run(ask: () => boolean) { do { ask(); } while ((await wf.sleep(1), ask())); }`,
      'polling',
    ],
    'an interval': [`setInterval(() => undefined, 1000);`, 'interval'],
  },
};

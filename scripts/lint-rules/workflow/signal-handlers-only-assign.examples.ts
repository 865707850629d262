import type { Examples } from '../examples.ts';

const start = `
  import { ApplicationFailure, condition, continueAsNew, defineQuery, defineSignal, defineUpdate, proxyActivities, setDefaultSignalHandler, setHandler, startChild } from '@temporalio/workflow';
  import * as wf from '@temporalio/workflow';
  const news = defineSignal<[number]>('news');
  const nudge = defineUpdate<number, [number]>('nudge');
  const state = defineQuery<number>('state');
  const { notify } = proxyActivities<{ notify(id: number): Promise<void> }>({ startToCloseTimeout: '5 s' });
  export let newsUpTo = 0;
`;

/** What `signal-handlers-only-assign` lets pass and what it refuses. */
export const signalHandlersOnlyAssignExamples: Examples = {
  passes: {
    'a note taken': `${start} setHandler(news, (seq) => { newsUpTo = Math.max(newsUpTo, seq); });`,
    'an async update, which may act': `${start} setHandler(nudge, async (id) => { await notify(id); return 1; });`,
    'an update that refuses': `${start} setHandler(nudge, () => { throw ApplicationFailure.nonRetryable('No.', 'NO'); });`,
    'a query': `${start} setHandler(state, () => newsUpTo);`,
    'a handler taken away': `${start} setHandler(news, undefined);`,
    'another setHandler': `const setHandler = (_: { type: 'signal' }, handler: () => Promise<void>) => handler; setHandler({ type: 'signal' }, async () => {});`,
  },
  refuses: {
    'an async handler': [`${start} setHandler(news, async (seq) => { newsUpTo = seq; });`, 'async'],
    'a handler whose answer is awaited work': [`${start} setHandler(news, (seq) => notify(seq));`, 'async'],
    'an async handler under a name': [`${start} async function note() {} wf.setHandler(news, note);`, 'async'],
    'a throw': [
      `${start} setHandler(news, (seq) => { if (seq < 0) throw ApplicationFailure.nonRetryable('No.', 'NO'); newsUpTo = seq; });`,
      'throws',
    ],
    'a throw in a handler under a name': [
      `${start} const note = (seq: number) => { newsUpTo = seq; throw new Error('no'); }; setHandler(news, note);`,
      'throws',
    ],
    'a call that only throws': [
      `${start} function refuse(): never { throw new Error('no'); } setHandler(news, () => { refuse(); });`,
      'throws',
    ],
    'an activity nobody waits for': [`${start} setHandler(news, (seq) => { void notify(seq); });`, 'acts'],
    'an activity with options of its own': [
      `${start} setHandler(news, (seq) => { void notify.executeWithOptions({ summary: 'x' }, [seq]); });`,
      'acts',
    ],
    'work hidden in a function within': [
      `${start} setHandler(news, (seq) => { const later = () => notify(seq); void later(); });`,
      'acts',
      'acts',
    ],
    'a signal that starts a child': [`${start} setHandler(news, () => { void startChild('x'); });`, 'acts'],
    'a signal that continues as new': [`${start} setHandler(news, () => { void continueAsNew(); });`, 'acts'],
    'work in the handler of unknown signals': [
      `${start} setDefaultSignalHandler(() => { void condition(() => true); });`,
      'acts',
    ],
    'a signal defined in another file': [
      `import { setHandler } from '@temporalio/workflow';
       import { jobProcessed } from '#workflows/self-check.messages';
       setHandler(jobProcessed, async () => {});`,
      'async',
    ],
  },
};

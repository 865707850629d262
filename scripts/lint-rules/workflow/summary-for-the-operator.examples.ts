import type { Examples } from '../examples.ts';

const start = `
  import { condition, proxyActivities, proxyLocalActivities, sleep } from '@temporalio/workflow';
  import * as wf from '@temporalio/workflow';
  interface Activities { notify(id: number): Promise<void> }
  const bare = proxyActivities<Activities>({ startToCloseTimeout: '5 s' });
  const spoken = proxyLocalActivities<Activities>({ startToCloseTimeout: '5 s', summary: 'Tell people' });
`;

/** What `summary-for-the-operator` lets pass and what it refuses. */
export const summaryForTheOperatorExamples: Examples = {
  passes: {
    'a timer with a summary': `${start} void sleep('5 s', { summary: 'Pending until Monday' });`,
    'a timer with options from elsewhere': `${start} const options = { summary: 'x' }; void wf.sleep(5, { ...options });`,
    'a wait with a limit and a summary': `${start} void condition(() => true, 5, { summary: 'Next instant' });`,
    'a wait without a limit, which makes no timer': `${start} void condition(() => true);`,
    'an activity whose call says what it does': `${start} void bare.notify.executeWithOptions({ summary: 'Tell Ann' }, [1]);`,
    'an activity whose proxy says what it does': `${start} void spoken.notify(1); const { notify } = spoken; void notify.executeWithOptions({}, [1]);`,
    'an activity taken out of its proxy': `${start} const { notify } = proxyActivities<Activities>({ summary: 'x' }); void notify(1);`,
    'another sleep': `const sleep = (ms: number) => ms; sleep(1);`,
  },
  refuses: {
    'a bare timer': [`${start} void sleep('5 s');`, 'timer'],
    'a timer that may lack its summary': [
      `${start} const options: { summary?: string } = {}; void sleep(5, options);`,
      'timer',
    ],
    'a bare wait with a limit': [`${start} void condition(() => true, 5);`, 'timer'],
    'a bare activity': [`${start} void bare.notify(1);`, 'activity'],
    'a bare activity taken out of its proxy': [
      `${start} const { notify } = proxyActivities<Activities>({}); void notify(1);`,
      'activity',
    ],
    'options without a summary': [`${start} void bare.notify.executeWithOptions({ taskQueue: 'x' }, [1]);`, 'activity'],
    'an activity got as an argument': [
      `${start} export const run = (activities: typeof spoken) => activities.notify(1);`,
      'activity',
    ],
    'a timer of the platform': [`setTimeout(() => undefined, 5);`, 'bare'],
  },
};

import type { Examples } from '../examples.ts';

const start = `
  import { ApplicationFailure, defineUpdate, setDefaultUpdateHandler, setHandler } from '@temporalio/workflow';
  const rename = defineUpdate<void, [string]>('rename');
`;

/** What `sync-update-validators` lets pass and what it refuses. */
export const syncUpdateValidatorsExamples: Examples = {
  passes: {
    'a synchronous validator': `${start} setHandler(rename, async () => {}, { validator(name) { if (!name) throw ApplicationFailure.nonRetryable('Empty.', 'EMPTY'); } });`,
    'no validator': `${start} setHandler(rename, async () => {}, { description: 'x' });`,
  },
  refuses: {
    'an async validator': [`${start} setHandler(rename, async () => {}, { validator: async () => {} });`, 'async'],
    'an async method': [`${start} setHandler(rename, async () => {}, { async validator() {} });`, 'async'],
    'a validator under a name': [
      `${start} const validator = (name: string) => Promise.resolve(void name); setHandler(rename, async () => {}, { validator });`,
      'async',
    ],
    'the validator of unknown updates': [
      `${start} setDefaultUpdateHandler(async () => {}, { validator: async () => {} });`,
      'async',
    ],
  },
};

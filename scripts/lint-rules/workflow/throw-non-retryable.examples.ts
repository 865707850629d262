import type { Examples } from '../examples.ts';

const start = `import * as wf from '@temporalio/workflow'; import { ApplicationFailure } from '@temporalio/common';`;

/** What `throw-non-retryable` lets pass and what it refuses. */
export const throwNonRetryableExamples: Examples = {
  passes: {
    'a failure with text and type': `${start} throw ApplicationFailure.nonRetryable('The ticket is gone.', 'TICKET_GONE');`,
    'the same by the module’s name, with details': `${start} const GONE = 'GONE'; throw wf.ApplicationFailure.nonRetryable('Gone.', GONE, 1);`,
    'passing on what was caught': `export const run = (f: () => void) => { try { f(); } catch (error) { if (error === 1) throw error; } };`,
  },
  refuses: {
    'a plain error': [`throw new Error('no');`, 'plain'],
    'a failure that is ours only by name': [
      `class ApplicationFailure { static nonRetryable(a: string, b: string) { return new Error(a + b); } } throw ApplicationFailure.nonRetryable('a', 'B');`,
      'plain',
    ],
    'a new failure, which is retryable unless told': [`${start} throw new ApplicationFailure('no', 'NO');`, 'plain'],
    'a retryable failure': [`${start} throw ApplicationFailure.retryable('no', 'NO');`, 'retryable'],
    'a failure without a type': [`${start} throw ApplicationFailure.nonRetryable('no');`, 'untyped'],
    'a failure with an empty type': [`${start} throw ApplicationFailure.nonRetryable('no', '');`, 'untyped'],
    'a failure of undefined type': [`${start} throw ApplicationFailure.nonRetryable('no', undefined);`, 'untyped'],
    'a throw in disguise': [`export const no = () => Promise.reject(new Error('no'));`, 'reject'],
  },
};

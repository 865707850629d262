import type { Examples } from '../examples.ts';

/** What `await-only-the-start` lets pass and what it refuses. */
export const awaitOnlyTheStartExamples: Examples = {
  passes: {
    'starting a delivery': `import { startChild } from '@temporalio/workflow'; void startChild('deliveryWorkflow', { workflowId: 'delivery-1' });`,
  },
  refuses: {
    'waiting for a delivery': [
      `import { executeChild } from '@temporalio/workflow'; void executeChild('deliveryWorkflow');`,
      'outcome',
    ],
  },
};

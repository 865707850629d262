import type { FlowDocument } from './document.ts';

/**
 * The acknowledgement that a new installation has: who asks for help by mail or form is told at once that it arrived, and
 * under which number.
 *
 * What came from a machine or a list is not answered (the mail is refused, and the run ends), nor is a ticket that an agent
 * opened: somebody has spoken with the customer then.
 *
 * Whoever changes this document adds the one before to `earlierDocuments` in store/seed.ts.
 */
export const acknowledgementFlow: FlowDocument = {
  version: 1,
  appliesTo: {
    all: [
      { field: 'via', op: 'in', value: ['mail', 'form'] },
      { field: 'openedBy', op: 'is', value: 'customer' },
    ],
  },
  entries: [{ id: 'opened', on: { type: 'created' }, ifRunning: 'ignore', start: 'acknowledge' }],
  nodes: {
    acknowledge: {
      type: 'mail',
      subject: 'We received your message: {{ticket.subject}}',
      text: [
        'Hello {{customer.name}},',
        'We received your message and will answer as soon as we can. Its number is #{{ticket.number}}.',
        'To add something, answer this mail.',
      ].join('\n\n'),
      next: 'done',
      failed: 'done',
    },
    done: { type: 'end' },
  },
};

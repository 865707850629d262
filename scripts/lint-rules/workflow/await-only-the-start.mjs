import { rule } from '../rule.mjs';
import { sdkName } from './workflow-sdk.mjs';

/** The ticket's loop awaits that a delivery started, never that it ended. */
export const awaitOnlyTheStart = rule(
  {
    outcome:
      'executeChild waits for the delivery, so a slow mail server stops the ticket. Await startChild (abandoned on parent close); the outcome comes back as a fact, so as news.',
  },
  (context) => ({
    CallExpression(node) {
      if (sdkName(context, node.callee) === 'executeChild') context.report({ node, messageId: 'outcome' });
    },
  }),
);

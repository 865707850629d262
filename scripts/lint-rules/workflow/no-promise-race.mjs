import { ASTUtils, AST_NODE_TYPES } from '@typescript-eslint/utils';
import { globalName } from '../global-name.mjs';
import { rule } from '../rule.mjs';

/** Workflows never race promises: the loser lives on. */
export const noPromiseRace = rule(
  {
    race: 'Promise.{{name}} leaves the loser running: its timer stays in the history, fires, and wakes the ticket for nothing. Wait with condition(() => …, ms, { summary }): it cancels its own timer.',
  },
  (context) => ({
    MemberExpression(node) {
      const name = ASTUtils.getPropertyName(node);
      if (name !== 'race' && name !== 'any') return;
      if (node.object.type === AST_NODE_TYPES.Super || globalName(context, node.object) !== 'Promise') return;
      context.report({ node, messageId: 'race', data: { name } });
    },
  }),
);

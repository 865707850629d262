import { AST_NODE_TYPES } from '@typescript-eslint/utils';
import { globalName } from '../global-name.mjs';
import { rule } from '../rule.mjs';

const LOST = /^(?:Readonly)?(?:Weak)?(?:Map|Set)$/;

/** Workflow code holds records and arrays: they cross continue-as-new as they are. */
export const noMapOrSet = rule(
  {
    lost: 'A {{name}} crosses continue-as-new as {}: after some hundred events the ticket would forget it, and no test sees it before. Use a Record or an array.',
  },
  (context) => ({
    NewExpression(node) {
      const name = globalName(context, node.callee);
      if (name && LOST.test(name)) context.report({ node, messageId: 'lost', data: { name } });
    },
    TSTypeReference(node) {
      if (node.typeName.type !== AST_NODE_TYPES.Identifier || !LOST.test(node.typeName.name)) return;
      if (globalName(context, node.typeName))
        context.report({ node, messageId: 'lost', data: { name: node.typeName.name } });
    },
  }),
);

import { AST_NODE_TYPES, ASTUtils } from '@typescript-eslint/utils';
import { globalName } from '../global-name.mjs';
import { rule } from '../rule.mjs';
import { sdkName } from './workflow-sdk.mjs';

/** @import { TSESTree } from '@typescript-eslint/utils' */

const LOOPS = new Set([
  AST_NODE_TYPES.ForStatement,
  AST_NODE_TYPES.ForInStatement,
  AST_NODE_TYPES.ForOfStatement,
  AST_NODE_TYPES.WhileStatement,
  AST_NODE_TYPES.DoWhileStatement,
]);

/**
 * Whether a node runs once per turn of a loop in its own function.
 *
 * @param {TSESTree.Node} node
 * @returns {boolean}
 */
const isInLoop = (node) => {
  if (!node.parent || ASTUtils.isFunction(node)) return false;
  return LOOPS.has(node.parent.type) || isInLoop(node.parent);
};

/** A workflow sleeps until the instant it knows or the news it gets; it never asks again and again. */
export const noPolling = rule(
  {
    polling:
      'A loop that sleeps is polling: every turn costs history, and news must wait for the sleep to end. Set one alarm for the next instant and await condition(() => hasNews() || alarm.rang()).',
    interval:
      'setInterval polls, and each turn costs history. Set one alarm for the next instant and wait with condition(…).',
  },
  (context) => ({
    CallExpression(node) {
      if (globalName(context, node.callee) === 'setInterval') context.report({ node, messageId: 'interval' });
      if (sdkName(context, node.callee) === 'sleep' && isInLoop(node)) context.report({ node, messageId: 'polling' });
    },
  }),
);

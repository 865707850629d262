import { ASTUtils, AST_NODE_TYPES, TSESLint } from '@typescript-eslint/utils';
import { globalName } from '../global-name.mjs';
import { rule } from '../rule.mjs';
import { sdkName } from './workflow-sdk.mjs';

/** @import { TSESTree } from '@typescript-eslint/utils' */

const INSTEAD = 'throw ApplicationFailure.nonRetryable(text, TYPE)';

/**
 * Whether an argument is there and can say something.
 *
 * @param {TSESTree.CallExpressionArgument | undefined} argument
 */
const isGiven = (argument) => {
  if (!argument || argument.type === AST_NODE_TYPES.SpreadElement) return false;
  if (argument.type === AST_NODE_TYPES.Literal) return Boolean(argument.value);
  return !(argument.type === AST_NODE_TYPES.Identifier && argument.name === 'undefined');
};

/**
 * Whether a thrown expression is what a catch clause caught: passing on is not throwing.
 *
 * @param {Readonly<TSESLint.RuleContext<string, []>>} context
 * @param {TSESTree.Expression} thrown
 */
const isPassedOn = (context, thrown) =>
  thrown.type === AST_NODE_TYPES.Identifier &&
  ASTUtils.findVariable(context.sourceCode.getScope(thrown), thrown.name)?.defs[0]?.type ===
    TSESLint.Scope.DefinitionType.CatchClause;

/** The only failure workflow code makes is one that ends the attempt and names its type. */
export const throwNonRetryable = rule(
  {
    plain: `A plain error fails the Workflow Task, which Temporal repeats for ever: the ticket hangs. Write ${INSTEAD}.`,
    untyped: `Say what happened and its type: ${INSTEAD}. Callers decide by the type; a text alone cannot be matched.`,
    retryable: `A workflow is not repeated by retrying: write ApplicationFailure.nonRetryable(text, TYPE).`,
    reject: `Promise.reject hides a throw from this gate. Write ${INSTEAD}.`,
  },
  (context) => ({
    ThrowStatement({ argument }) {
      if (isPassedOn(context, argument)) return;
      const callee = argument.type === AST_NODE_TYPES.CallExpression ? argument.callee : undefined;
      const isFailure =
        callee?.type === AST_NODE_TYPES.MemberExpression && sdkName(context, callee.object) === 'ApplicationFailure';
      if (
        argument.type !== AST_NODE_TYPES.CallExpression ||
        !isFailure ||
        ASTUtils.getPropertyName(callee) !== 'nonRetryable'
      )
        context.report({ node: argument, messageId: isFailure ? 'retryable' : 'plain' });
      else if (!isGiven(argument.arguments[0]) || !isGiven(argument.arguments[1]))
        context.report({ node: argument, messageId: 'untyped' });
    },
    'CallExpression > MemberExpression.callee'(/** @type {TSESTree.MemberExpression} */ node) {
      if (globalName(context, node.object) === 'Promise' && ASTUtils.getPropertyName(node) === 'reject')
        context.report({ node, messageId: 'reject' });
    },
  }),
);

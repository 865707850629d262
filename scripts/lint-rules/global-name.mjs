import { AST_NODE_TYPES, ASTUtils } from '@typescript-eslint/utils';

/** @import { TSESTree, TSESLint } from '@typescript-eslint/utils' */

/**
 * The name of a global that an expression reads (`Intl`, `globalThis.Intl`), undefined if it is declared in the file.
 *
 * @param {Readonly<TSESLint.RuleContext<string, []>>} context
 * @param {TSESTree.Node} node
 * @returns {string | undefined}
 */
export const globalName = (context, node) => {
  if (node.type === AST_NODE_TYPES.MemberExpression)
    return globalName(context, node.object) === 'globalThis'
      ? (ASTUtils.getPropertyName(node) ?? undefined)
      : undefined;
  if (node.type !== AST_NODE_TYPES.Identifier) return;
  const declared = ASTUtils.findVariable(context.sourceCode.getScope(node), node.name)?.defs.length;
  return declared ? undefined : node.name;
};

import { AST_NODE_TYPES, ASTUtils, TSESLint } from '@typescript-eslint/utils';

/** @import { TSESTree } from '@typescript-eslint/utils' */

/** Where workflow code gets what Temporal offers. */
const SDK = new Set(['@temporalio/workflow', '@temporalio/common']);

/**
 * The binding of an identifier, if it was imported from the workflow SDK.
 *
 * @param {Readonly<TSESLint.RuleContext<string, []>>} context
 * @param {TSESTree.Identifier} identifier
 */
const importedFromSdk = (context, identifier) => {
  const definition = ASTUtils.findVariable(context.sourceCode.getScope(identifier), identifier.name)?.defs[0];
  if (
    definition?.type !== TSESLint.Scope.DefinitionType.ImportBinding ||
    definition.parent.type !== AST_NODE_TYPES.ImportDeclaration
  )
    return;
  return SDK.has(definition.parent.source.value) ? definition.node : undefined;
};

/**
 * The name under which the workflow SDK exports an expression's value, whether it was imported by name, under another
 * name or with the whole module; undefined for everything that is not the SDK's.
 *
 * @param {Readonly<TSESLint.RuleContext<string, []>>} context
 * @param {TSESTree.Node} node
 * @returns {string | undefined}
 */
export const sdkName = (context, node) => {
  if (node.type === AST_NODE_TYPES.Identifier) {
    const imported = importedFromSdk(context, node);
    if (imported?.type !== AST_NODE_TYPES.ImportSpecifier) return;
    return imported.imported.type === AST_NODE_TYPES.Identifier ? imported.imported.name : imported.imported.value;
  }
  if (node.type !== AST_NODE_TYPES.MemberExpression || node.object.type !== AST_NODE_TYPES.Identifier) return;
  if (importedFromSdk(context, node.object)?.type !== AST_NODE_TYPES.ImportNamespaceSpecifier) return;
  return ASTUtils.getPropertyName(node) ?? undefined;
};

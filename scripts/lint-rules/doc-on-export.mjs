import { AST_NODE_TYPES, AST_TOKEN_TYPES, TSESLint } from '@typescript-eslint/utils';
import { rule } from './rule.mjs';

/** @import { TSESTree } from '@typescript-eslint/utils' */

const DESCRIBED = /[\p{L}\p{N}`'"].*\s.*[\p{L}\p{N}`'"]/u;

/**
 * The prose of a doc comment: what stands before the first tag, without stars.
 *
 * @param {string} comment
 */
const proseOf = (comment) =>
  comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*+\s?/, ''))
    .join(' ')
    .split(/(?:^|\s)@\w/)[0] ?? '';

/**
 * The names an export statement's declaration brings.
 *
 * @param {TSESTree.NamedExportDeclarations | TSESTree.DefaultExportDeclarations} declaration
 */
const namesOf = (declaration) => {
  if (declaration.type === AST_NODE_TYPES.VariableDeclaration)
    return declaration.declarations.flatMap(({ id }) => (id.type === AST_NODE_TYPES.Identifier ? [id.name] : ['…']));
  return 'id' in declaration && declaration.id?.type === AST_NODE_TYPES.Identifier ? [declaration.id.name] : ['…'];
};

/**
 * Whether a declaration only gives the type of a schema in the same file a name: the schema says what it is.
 *
 * @param {TSESTree.NamedExportDeclarations} declaration
 */
const isTypeOfSchema = (declaration) =>
  declaration.type === AST_NODE_TYPES.TSTypeAliasDeclaration &&
  declaration.typeAnnotation.type === AST_NODE_TYPES.TSTypeReference &&
  declaration.typeAnnotation.typeName.type === AST_NODE_TYPES.TSQualifiedName &&
  ['infer', 'input', 'output'].includes(declaration.typeAnnotation.typeName.right.name) &&
  declaration.typeAnnotation.typeArguments?.params[0]?.type === AST_NODE_TYPES.TSTypeQuery;

/** Every export says in a sentence what it is for; overloads say it once, lists of exports where the thing is declared. */
export const docOnExport = rule(
  {
    missing:
      "Say in one sentence what this is for: a /** … */ above '{{name}}', then its contract where there is one (units, errors, idempotency, source of the rule).",
    wordless: "The doc comment of '{{name}}' has tags but no sentence: say first what it is for.",
  },
  (context) => {
    /** @type {Set<string>} */
    const overloaded = new Set();

    /**
     * @param {TSESTree.Node} statement the node that the comment stands above
     * @param {string} name
     */
    const requireSentence = (statement, name) => {
      const comment = context.sourceCode
        .getCommentsBefore(statement)
        .findLast(({ type, value }) => type === AST_TOKEN_TYPES.Block && value.startsWith('*'));
      if (!comment) context.report({ node: statement, messageId: 'missing', data: { name } });
      else if (!DESCRIBED.test(proseOf(comment.value)))
        context.report({ node: statement, messageId: 'wordless', data: { name } });
    };

    return {
      ExportNamedDeclaration(node) {
        if (node.source) return;
        if (node.declaration) {
          if (isTypeOfSchema(node.declaration)) return;
          const [name = '…'] = namesOf(node.declaration);
          if (overloaded.has(name)) return;
          if (node.declaration.type === AST_NODE_TYPES.TSDeclareFunction) overloaded.add(name);
          requireSentence(node, name);
          return;
        }
        for (const { local } of node.specifiers) {
          const definition = context.sourceCode.getScope(node).set.get(local.name)?.defs[0];
          if (!definition || definition.type === TSESLint.Scope.DefinitionType.ImportBinding) continue;
          const declared = definition.node;
          requireSentence(declared.type === AST_NODE_TYPES.VariableDeclarator ? declared.parent : declared, local.name);
        }
      },
      ExportDefaultDeclaration(node) {
        if (node.declaration.type === AST_NODE_TYPES.FunctionDeclaration)
          requireSentence(node, namesOf(node.declaration)[0] ?? 'default');
      },
    };
  },
);

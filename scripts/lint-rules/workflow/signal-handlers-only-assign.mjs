import { ASTUtils, AST_NODE_TYPES, ESLintUtils } from '@typescript-eslint/utils';
import ts from 'typescript';
import { rule } from '../rule.mjs';
import { isAwaitable, returnsPromise } from './returns-promise.mjs';
import { sdkName } from './workflow-sdk.mjs';

/** @import { TSESTree, TSESLint, ParserServicesWithTypeInformation } from '@typescript-eslint/utils' */

/**
 * Whether a definition handed to setHandler is a signal's; updates and queries have their own rules.
 *
 * @param {ParserServicesWithTypeInformation} types
 * @param {TSESTree.Node} definition
 */
const isSignal = (types, definition) => {
  const kind = types.getTypeAtLocation(definition).getProperty('type');
  if (!kind) return false;
  const type = types.program.getTypeChecker().getTypeOfSymbol(kind);
  return type.isStringLiteral() && type.value === 'signal';
};

/**
 * The function that will run, if it is written in this file: in place, or under a name.
 *
 * @param {Readonly<TSESLint.RuleContext<string, []>>} context
 * @param {TSESTree.Node} handler
 * @returns {TSESTree.FunctionLike | undefined}
 */
const functionOf = (context, handler) => {
  if (ASTUtils.isFunction(handler)) return handler;
  if (handler.type !== AST_NODE_TYPES.Identifier) return;
  const declared = ASTUtils.findVariable(context.sourceCode.getScope(handler), handler.name)?.defs[0]?.node;
  if (declared?.type === AST_NODE_TYPES.FunctionDeclaration) return declared;
  if (declared?.type === AST_NODE_TYPES.VariableDeclarator && declared.init) return functionOf(context, declared.init);
  return;
};

/** A signal handler takes a note and returns; the one loop acts on it. */
export const signalHandlersOnlyAssign = rule(
  {
    async:
      'A signal handler only takes a note: an async one runs beside the loop and writes state the loop is working on. Assign synchronously (newsUpTo = Math.max(newsUpTo, seq)) and let the loop act.',
    throws:
      'What a signal handler throws fails the whole workflow: the ticket is gone for good. Take the note as it is; the loop decides what it is worth.',
    acts: "A signal handler only takes a note: '{{call}}' starts work that the loop knows nothing of, and its failure fails the whole workflow. Assign a variable and let the loop act on it.",
  },
  (context) => {
    const types = ESLintUtils.getParserServices(context);

    /**
     * Report what a handler's body does beyond taking a note.
     *
     * @param {TSESTree.Node} node
     */
    const inspect = (node) => {
      if (node.type === AST_NODE_TYPES.ThrowStatement) context.report({ node, messageId: 'throws' });
      if (node.type === AST_NODE_TYPES.CallExpression) {
        const result = types.getTypeAtLocation(node);
        const call = context.sourceCode.getText(node.callee);
        if (result.flags & ts.TypeFlags.Never) context.report({ node, messageId: 'throws' });
        else if (isAwaitable(result)) context.report({ node, messageId: 'acts', data: { call } });
      }
      for (const key of context.sourceCode.visitorKeys[node.type] ?? []) {
        const child = /** @type {TSESTree.Node | (TSESTree.Node | null)[] | null | undefined} */ (
          Reflect.get(node, key)
        );
        for (const each of Array.isArray(child) ? child : [child]) if (each) inspect(each);
      }
    };

    return {
      CallExpression(node) {
        const name = sdkName(context, node.callee);
        const [first, second] = node.arguments;
        const isForSignal =
          name === 'setDefaultSignalHandler' || (name === 'setHandler' && first && isSignal(types, first));
        const handler = name === 'setHandler' ? second : first;
        if (!isForSignal || !handler) return;
        if (returnsPromise(types, handler)) {
          context.report({ node: handler, messageId: 'async' });
          return;
        }
        const written = functionOf(context, handler);
        if (written?.body) inspect(written.body);
      },
    };
  },
);

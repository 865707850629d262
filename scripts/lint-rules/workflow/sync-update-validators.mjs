import { ASTUtils, AST_NODE_TYPES, ESLintUtils } from '@typescript-eslint/utils';
import { rule } from '../rule.mjs';
import { returnsPromise } from './returns-promise.mjs';
import { sdkName } from './workflow-sdk.mjs';

/** An Update's validator answers at once, or the ticket hangs. */
export const syncUpdateValidators = rule(
  {
    async:
      'A validator that is async and rejects fails the whole Workflow Task and hangs the ticket. Make it synchronous: look at the arguments and the state, throw ApplicationFailure.nonRetryable(text, TYPE) or return. What must be asked of the world belongs into the handler.',
  },
  (context) => {
    const types = ESLintUtils.getParserServices(context);
    return {
      CallExpression(node) {
        const name = sdkName(context, node.callee);
        if (name !== 'setHandler' && name !== 'setDefaultUpdateHandler') return;
        const options = node.arguments[name === 'setHandler' ? 2 : 1];
        if (options?.type !== AST_NODE_TYPES.ObjectExpression) return;
        const validator = options.properties.find(
          (property) => property.type === AST_NODE_TYPES.Property && ASTUtils.getPropertyName(property) === 'validator',
        );
        if (validator?.type === AST_NODE_TYPES.Property && returnsPromise(types, validator.value))
          context.report({ node: validator, messageId: 'async' });
      },
    };
  },
);

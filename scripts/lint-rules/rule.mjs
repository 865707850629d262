import { ESLintUtils } from '@typescript-eslint/utils';

/**
 * Make one of our own lint rules. Its messages teach: what is wrong, why it bites, what to write instead.
 *
 * @template {string} MessageIds
 * @param {Record<MessageIds, string>} messages
 * @param {(context: Readonly<import('@typescript-eslint/utils').TSESLint.RuleContext<MessageIds, []>>) => import('@typescript-eslint/utils').TSESLint.RuleListener} create
 */
export const rule = (messages, create) =>
  ESLintUtils.RuleCreator.withoutDocs({
    meta: { type: 'problem', schema: [], defaultOptions: [], messages },
    create,
  });

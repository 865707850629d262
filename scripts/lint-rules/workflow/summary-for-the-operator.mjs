import { ASTUtils, AST_NODE_TYPES, ESLintUtils } from '@typescript-eslint/utils';
import ts from 'typescript';
import { globalName } from '../global-name.mjs';
import { rule } from '../rule.mjs';
import { sdkName } from './workflow-sdk.mjs';

/** @import { TSESTree } from '@typescript-eslint/utils' */

/** Where each function of the SDK that makes a timer or an activity takes its options. */
const OPTIONS_AT = { sleep: 1, condition: 2, scheduleActivity: 2, scheduleLocalActivity: 2 };

/**
 * Whether a type surely has a summary.
 *
 * @param {ts.Type | undefined} options
 */
const hasSummary = (options) => {
  const summary = options?.getProperty('summary');
  return summary !== undefined && !(summary.flags & ts.SymbolFlags.Optional);
};

/**
 * The options of the proxyActivities call that an activity was taken from, in whichever file that is.
 *
 * @param {ts.TypeChecker} checker
 * @param {ts.Node | undefined} activity `activities.notify`, or `notify` where the proxy was taken apart
 * @returns {ts.Type | undefined}
 */
const proxyOptions = (checker, activity) => {
  if (!activity) return;
  if (ts.isPropertyAccessExpression(activity)) return proxyOptions(checker, activity.expression);
  if (ts.isCallExpression(activity)) return activity.arguments[0] && checker.getTypeAtLocation(activity.arguments[0]);
  if (!ts.isIdentifier(activity)) return;
  const named = checker.getSymbolAtLocation(activity);
  const symbol = named && named.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(named) : named;
  const declared = symbol?.declarations?.[0];
  const variable = declared && ts.isBindingElement(declared) ? declared.parent.parent : declared;
  return variable && ts.isVariableDeclaration(variable) ? proxyOptions(checker, variable.initializer) : undefined;
};

/** Whoever opens a ticket in the Temporal UI reads what each timer and activity is for. */
export const summaryForTheOperator = rule(
  {
    timer:
      "Say what this timer waits for: {{name}}(…, { summary: 'Pending until Monday' }). In the Temporal UI it is otherwise a bare number of seconds.",
    activity:
      "Say what this activity does: {{name}}.executeWithOptions({ summary: '…' }, […]), or give its proxyActivities a summary that fits all of them. An operator reads it in the Temporal UI.",
    bare: 'setTimeout makes a timer without a summary. Write sleep(ms, { summary }) or condition(() => …, ms, { summary }).',
  },
  (context) => {
    const types = ESLintUtils.getParserServices(context);
    const checker = types.program.getTypeChecker();

    /** @param {TSESTree.CallExpression} node */
    const checkActivity = (node) => {
      const { callee } = node;
      const isTuned =
        callee.type === AST_NODE_TYPES.MemberExpression && ASTUtils.getPropertyName(callee) === 'executeWithOptions';
      const activity = isTuned ? callee.object : callee;
      if (!types.getTypeAtLocation(activity).getProperty('executeWithOptions')) return;
      if (isTuned && node.arguments[0] && hasSummary(types.getTypeAtLocation(node.arguments[0]))) return;
      if (hasSummary(proxyOptions(checker, types.esTreeNodeToTSNodeMap.get(activity)))) return;
      context.report({ node, messageId: 'activity', data: { name: context.sourceCode.getText(activity) } });
    };

    return {
      CallExpression(node) {
        if (globalName(context, node.callee) === 'setTimeout') context.report({ node, messageId: 'bare' });
        const name = sdkName(context, node.callee);
        const at = Object.entries(OPTIONS_AT).find(([known]) => known === name)?.[1];
        if (name === undefined || at === undefined) {
          checkActivity(node);
          return;
        }
        if (name === 'condition' && node.arguments.length < 2) return;
        const options = node.arguments[at];
        if (!options || !hasSummary(types.getTypeAtLocation(options)))
          context.report({ node, messageId: 'timer', data: { name } });
      },
    };
  },
);

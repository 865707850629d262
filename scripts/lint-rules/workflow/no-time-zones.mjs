import { AST_NODE_TYPES, ASTUtils } from '@typescript-eslint/utils';
import { globalName } from '../global-name.mjs';
import { rule } from '../rule.mjs';

/** What reads the machine's zone or its time-zone data from a Date, and what only sets it. */
const ZONED =
  /^(?:[gs]et(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds|TimezoneOffset|Year)|toLocale(?:Date|Time)?String|to(?:Date|Time)String|toZonedDateTimeISO)$/;

const WHY = 'which differs between the worker that wrote the history and the one that replays it';
const INSTEAD = 'Let an activity compute the instant and carry it as milliseconds.';

/** Workflow code knows instants only; whatever depends on a calendar is computed by an activity and carried. */
export const noTimeZones = rule(
  {
    global: `{{name}} computes with time-zone data, ${WHY}. ${INSTEAD}`,
    method: `{{name}}() reads the machine's time zone, ${WHY}. ${INSTEAD}`,
    parts: `new Date(year, month, …) is an instant in the machine's time zone, ${WHY}. ${INSTEAD}`,
  },
  (context) => ({
    Identifier(node) {
      const { parent } = node;
      const isOther =
        (parent.type === AST_NODE_TYPES.MemberExpression && parent.property === node && !parent.computed) ||
        (parent.type === AST_NODE_TYPES.Property && parent.key === node && !parent.shorthand);
      if (isOther || (node.name !== 'Temporal' && node.name !== 'Intl')) return;
      if (globalName(context, node)) context.report({ node, messageId: 'global', data: { name: node.name } });
    },
    MemberExpression(node) {
      const name = ASTUtils.getPropertyName(node);
      if (name === 'Temporal' || name === 'Intl') {
        if (globalName(context, node)) context.report({ node, messageId: 'global', data: { name } });
      } else if (
        name &&
        ZONED.test(name) &&
        node.parent.type === AST_NODE_TYPES.CallExpression &&
        node.parent.callee === node
      )
        context.report({ node, messageId: 'method', data: { name } });
    },
    NewExpression(node) {
      if (node.arguments.length > 1 && globalName(context, node.callee) === 'Date')
        context.report({ node, messageId: 'parts' });
    },
  }),
);

import type { Comparison } from '#domain/conditions/comparison';
import { condition as accepted, type Condition } from '#domain/conditions/condition';
import { FIELDS, type FieldKind, type FieldName } from '#domain/conditions/fields';
import { PRIORITIES } from '#domain/tickets/words';
import { customFieldId } from '#domain/conditions/custom-field';
import type { SqlParameters } from '../sql-parameters.ts';
import { customCondition, saidOfTicket, type AskedField } from './custom-condition.ts';

/** What a condition is compiled for. */
export interface CompileContext {
  readonly parameters: SqlParameters;
  /** Ids of the calendars that are open at the instant of asking, of those that the condition names. */
  readonly openCalendars: readonly string[];
}

/** A condition that newer code wrote, of which a list could only guess. */
export class ConditionNotKnown extends Error {
  override readonly name = 'ConditionNotKnown';
}

/**
 * A condition as one on `ticket` as `t`: true for exactly the rows of which `evaluate` says `holds`. A test compares the two.
 *
 * Each part is true or false, never null, so that `not` means the same in both.
 *
 * @throws {ConditionNotKnown} if this code cannot judge all of it, so that no row is listed by a guess
 */
export function ticketCondition(written: unknown, context: CompileContext): string {
  const read = accepted.safeParse(written);
  if (!read.success) throw new ConditionNotKnown('Only newer code knows what this condition means.');
  return compile(read.data, (node) => compare(node, context));
}

/**
 * A condition on custom fields alone, where something else has them than a ticket.
 *
 * @throws {ConditionNotKnown} if it asks of anything but a custom field
 */
export function fieldsCondition(
  written: Condition,
  { saidIn, parameters: { add } }: { readonly saidIn: AskedField['saidIn']; readonly parameters: SqlParameters },
): string {
  return compile(written, ({ field, op, ...rest }) => {
    const id = customFieldId(field);
    if (id === null) throw new ConditionNotKnown(`There is no field ${field} here.`);
    return customCondition({ id, op, value: 'value' in rest ? rest.value : undefined, saidIn, add });
  });
}

function compile(node: Condition, compared: (node: Comparison) => string): string {
  if ('field' in node) return compared(node);
  if ('not' in node) return `(NOT ${compile(node.not, compared)})`;
  const [parts, word, none] = 'all' in node ? [node.all, ' AND ', 'true'] : [node.any, ' OR ', 'false'];
  return parts.length === 0 ? none : `(${parts.map((part) => compile(part, compared)).join(word)})`;
}

/** The column of each field; of hours there is none. */
const COLUMNS: Readonly<Record<FieldName, string>> = {
  status: 't.status',
  priority: 't.priority',
  team: 't.team_id',
  assignee: 't.assignee_id',
  requester: 't.requester_id',
  tags: 't.tags',
  via: 't.via',
  openedBy: 't.opened_by',
  isFollowUp: '(t.follow_up_of_id IS NOT NULL)',
  openHours: '',
};

/** What is asked of a column; `add` makes a parameter of a value, as one of its type or an array of them. */
interface Asked {
  readonly column: string;
  readonly op: string;
  readonly value: unknown;
  readonly add: (value: unknown) => string;
}

const ORDERED: readonly string[] = PRIORITIES;

const KINDS: Readonly<Record<FieldKind, (asked: Asked, context: CompileContext) => string>> = {
  choice: (asked) => word(asked, 'text'),
  scale: (asked) => scale(asked),
  reference: (asked) => word(asked, 'uuid'),
  set: (asked) => set(asked),
  flag: ({ column, value, add }) => `(${column} = ${add(value)}::boolean)`,
  hours: ({ op, value }, { openCalendars }) =>
    openCalendars.includes(String(value)) === (op === 'within') ? 'true' : 'false',
};

function compare({ field, op, ...rest }: Comparison, context: CompileContext): string {
  const { add } = context.parameters;
  const custom = customFieldId(field);
  const value = 'value' in rest ? rest.value : undefined;
  if (custom !== null) return customCondition({ id: custom, op, value, saidIn: saidOfTicket, add });
  if (!isKnown(field)) throw new ConditionNotKnown(`There is no field ${field}.`);
  const asked = { column: COLUMNS[field], op, value, add };
  return KINDS[FIELDS[field].kind](asked, context);
}

const isKnown = (field: string): field is FieldName => Object.hasOwn(FIELDS, field);

/** An empty field equals nothing. */
function word({ column, op, value, add }: Asked, type: 'text' | 'uuid'): string {
  switch (op) {
    case 'is':
      return `(${column} IS NOT DISTINCT FROM ${add(value)}::${type})`;
    case 'is_not':
      return `(${column} IS DISTINCT FROM ${add(value)}::${type})`;
    case 'in':
      return `((${column} = ANY(${add(value)}::${type}[])) IS TRUE)`;
    case 'not_in':
      return `((${column} = ANY(${add(value)}::${type}[])) IS NOT TRUE)`;
    case 'is_empty':
      return `(${column} IS NULL)`;
    case 'is_not_empty':
      return `(${column} IS NOT NULL)`;
    default:
      throw new ConditionNotKnown(`Nobody said what ${op} means in SQL.`);
  }
}

function scale(asked: Asked): string {
  const { op, value } = asked;
  if (op !== 'at_least' && op !== 'at_most') return word(asked, 'text');
  const at = ORDERED.indexOf(String(value));
  return word({ ...asked, op: 'in', value: op === 'at_least' ? ORDERED.slice(at) : ORDERED.slice(0, at + 1) }, 'text');
}

function set({ column, op, value, add }: Asked): string {
  switch (op) {
    case 'has':
      return `(${column} @> ARRAY[${add(value)}::text])`;
    case 'has_all':
      return `(${column} @> ${add(value)}::text[])`;
    case 'has_any':
      return `(${column} && ${add(value)}::text[])`;
    case 'has_none':
      return `(NOT ${column} && ${add(value)}::text[])`;
    default:
      throw new ConditionNotKnown(`Nobody said what ${op} means in SQL.`);
  }
}

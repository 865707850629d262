import type { TFunction } from 'i18next';
import type { AuditEntryView } from '#domain/contracts/audit';
import { PERMISSIONS } from '#domain/permissions/permission';
import { useAllCustomFields } from '../../shared/fields/use-custom-fields.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { permissionKey } from '../../shared/permissions/permission-key.ts';
import { roleName } from '../../shared/person/role-name.ts';

/** Fields that have a word of their own. */
const said = [
  'name',
  'email',
  'phone',
  'note',
  'role',
  'team',
  'address',
  'teams',
  'isActive',
  'absentFrom',
  'absentUntil',
  'capacity',
  'permissions',
  'mayWrite',
  'days',
  'lead',
  'hours',
  'members',
  'organisation',
  'blocked',
  'addresses',
  'domains',
  'sharesTickets',
  'merged',
  'tickets',
  'bounce',
  'issuer',
  'clientId',
  'clientSecret',
  'groupsClaim',
  'defaultRole',
  'roleByGroup',
  'of',
  'kind',
  'lookup',
  'min',
  'max',
  'choices',
  'program',
  'order',
  'setUp',
  'policy',
  'by',
  'act',
  'subject',
  'from',
  'to',
] as const;

/** What the fields are called that the audit log names in the words of the program, or by the id of a custom field. */
export function useFieldNames(): (field: string) => string {
  const { t } = useWords();
  const customFields = useAllCustomFields();
  return (field) => {
    const own = customFields.find(({ id }) => id === field);
    return own?.name ?? t(`audit.fields.${said.find((name) => name === field) ?? 'unknown'}`);
  };
}

type Value = AuditEntryView['changes'][number]['from'];

/** A value of a field before or after, as people read it. */
export function toldValue(field: string, value: Value, t: TFunction): string {
  if (typeof value === 'boolean') return t(value ? 'settings.yes' : 'settings.no');
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return wordOf(field, value, t);
  return value === null || value.length === 0
    ? t('audit.nothing')
    : value.map((one) => wordOf(field, one, t)).join(', ');
}

/** Codes of permissions and of ready-made roles by their names; roles of one's own are told by theirs already. */
function wordOf(field: string, word: string, t: TFunction): string {
  if (field === 'permissions') {
    const permission = PERMISSIONS.find((one) => one === word);
    return permission === undefined ? word : t(`roles.permission.${permissionKey(permission)}`);
  }
  if (field === 'role' || field === 'defaultRole') return roleName({ code: word, name: word }, t);
  if (field !== 'roleByGroup') return word;
  const [, group = word, code] = /^(.*) = ([^=]*)$/s.exec(word) ?? [];
  return code === undefined ? group : `${group} = ${roleName({ code, name: code }, t)}`;
}

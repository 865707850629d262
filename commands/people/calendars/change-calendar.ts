import { changesBetween } from '#domain/audit/changes-between';
import type { ChangeCalendarRequest, CreateCalendarRequest } from '#domain/contracts/calendar';
import { Problem } from '#domain/contracts/problem';
import { neverOpens, type Calendar } from '#domain/sla/calendar';
import { linesOfHours } from '#domain/sla/lines-of-hours';
import { lockForTransaction } from '#store/lock-for-transaction';
import { calendars, DESK_CALENDAR, type WholeCalendar } from '#store/people/calendars';
import type { Queryable } from '#store/queryable';
import { adminCommand } from '../../admin/admin-command.ts';
import { requireAsSeen } from '../../admin/require-as-seen.ts';

const nameTaken = { detail: 'There are business hours of this name already.' };

/**
 * Make business hours.
 *
 * @throws {Problem} `forbidden`; `not_possible` (the name is taken, hours that never open)
 */
export const createCalendar = adminCommand<CreateCalendarRequest, WholeCalendar>(
  'desk.manage',
  async ({ client, audit }, { name, hours }) => {
    requireOpening(hours);
    await lockForTransaction(client, 'desk-hours');
    const id = await calendars.insert(client, name);
    if (id === null) throw new Problem('not_possible', nameTaken);
    await calendars.addVersion(client, id, hours);
    const made = await readOne(client, id);
    const subject = { kind: 'calendar', id, name } as const;
    await audit({ act: 'calendar.created', subject, changes: changesBetween({}, fieldsOf(made)) });
    return made;
  },
);

/**
 * Change business hours, in a new version: what is promised within them holds within the new ones for new tickets.
 *
 * @throws {Problem} `forbidden`; `not_found`; `not_possible` (the name is taken or the desk's own, hours that never open); `stale`
 */
export const changeCalendar = adminCommand<ChangeCalendarRequest & { readonly calendarId: string }, WholeCalendar>(
  'desk.manage',
  async ({ client, audit }, { calendarId, name, hours, was }) => {
    if (hours) requireOpening(hours);
    await lockForTransaction(client, 'desk-hours');
    const before = await readOne(client, calendarId);
    requireAsSeen(was, { name: before.name, hours: before.hours });
    if (name !== undefined && name !== before.name) await giveName(client, before, name);
    const isOther = hours && changesBetween(fieldsOf(before), fieldsOf({ ...before, hours })).length > 0;
    if (isOther) await calendars.addVersion(client, calendarId, hours);
    const after = await readOne(client, calendarId);
    const changes = changesBetween(fieldsOf(before), fieldsOf(after));
    const subject = { kind: 'calendar', id: calendarId, name: after.name } as const;
    if (changes.length > 0) await audit({ act: 'calendar.changed', subject, changes });
    return after;
  },
);

async function giveName(client: Queryable, { id, name: before }: WholeCalendar, name: string): Promise<void> {
  if (before === DESK_CALENDAR) throw new Problem('not_possible', { detail: 'The hours of the desk keep their name.' });
  if (!(await calendars.rename(client, id, name))) throw new Problem('not_possible', nameTaken);
}

async function readOne(client: Queryable, id: string): Promise<WholeCalendar> {
  const [found] = await calendars.listWhole(client, id);
  if (!found) throw new Problem('not_found');
  return found;
}

function requireOpening(hours: Calendar): void {
  if (neverOpens(hours)) throw new Problem('not_possible', { detail: 'These hours never open.' });
}

const fieldsOf = ({ name, hours }: WholeCalendar) => ({ name, hours: hours && linesOfHours(hours) });

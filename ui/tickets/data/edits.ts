import type { TicketView } from '#domain/contracts/ticket';
import type { TicketField } from '#domain/tickets/fact';
import type { Priority, Status } from '#domain/tickets/words';
import type { TFunction } from 'i18next';
import type { IconName } from '../../shared/icon/shapes.tsx';

/** One field of a ticket set to something. */
export interface FieldEdit {
  readonly field: Exclude<TicketField, 'place'>;
  /** Without the revision. */
  readonly body: object;
  /** As the ticket looks afterwards, until it is read again. */
  readonly shows: Partial<TicketView>;
}

/** An edit with what is said of it. */
export interface Edit extends FieldEdit {
  /** What was wanted, in words: `Low`. */
  readonly wanted: string;
  readonly icon: IconName;
  /** What was done, in words: `#1042 resolved`. */
  readonly done: string;
  /** What takes it back, one after the other. */
  readonly back: readonly FieldEdit[];
}

/** Statuses that somebody can choose. */
export type ChosenStatus = Exclude<Status, 'new'>;
/** A person or a team, by name. */
export type Named = NonNullable<TicketView['assignee']>;

const setTo = (t: TFunction, { number }: TicketView, value: string) => t('ticket.setTo', { number, value });

/** Set where the ticket stands. Nobody makes it new again, so what was new is open when that is taken back. */
export function statusEdit(ticket: TicketView, to: ChosenStatus, t: TFunction): Edit {
  const { number, status } = ticket;
  const set = (value: ChosenStatus): FieldEdit => ({
    field: 'status',
    body: { status: value },
    shows: { status: value },
  });
  const wanted = t(`ticket.status.${to}`);
  return {
    ...set(to),
    ...{ wanted, icon: 'check-circle' },
    done: to === 'resolved' ? t('ticket.resolved', { number }) : setTo(t, ticket, wanted),
    back: [set(status === 'new' ? 'open' : status)],
  };
}

/** Set how urgent the ticket is. */
export function priorityEdit(ticket: TicketView, to: Priority, t: TFunction): Edit {
  const set = (priority: Priority): FieldEdit => ({ field: 'priority', body: { priority }, shows: { priority } });
  const done = t('ticket.setTo', { number: ticket.number, value: t(`ticket.priorityOf.${to}`) });
  return { ...set(to), wanted: t(`ticket.priority.${to}`), icon: 'check', done, back: [set(ticket.priority)] };
}

const setAssignee = (assignee: Named | null): FieldEdit => ({
  field: 'assignee',
  body: { assigneeId: assignee?.id ?? null },
  shows: { assignee, assigneeId: assignee?.id ?? null },
});

/** Give the ticket to somebody, or back to the pool of its team (null). */
export function assigneeEdit(ticket: TicketView, to: Named | null, t: TFunction): Edit {
  const { number, assignee } = ticket;
  return {
    ...setAssignee(to),
    ...{ wanted: to?.name ?? t('ticket.nobody'), icon: 'user' },
    done: to ? t('ticket.given', { number, name: to.name }) : t('ticket.givenBack', { number }),
    back: [setAssignee(assignee)],
  };
}

/** Move the ticket to a team, or to none (null). Who is not in that team loses it, and has it again when that is taken back. */
export function teamEdit(ticket: TicketView, to: Named | null, t: TFunction): Edit {
  const { number, team, assignee } = ticket;
  const set = (next: Named | null): FieldEdit => ({
    field: 'team',
    body: { teamId: next?.id ?? null },
    shows: { team: next, teamId: next?.id ?? null },
  });
  return {
    ...set(to),
    ...{ wanted: to?.name ?? t('ticket.noTeam'), icon: 'inbox' },
    done: to ? t('ticket.moved', { number, name: to.name }) : t('ticket.movedOut', { number }),
    back: [set(team), ...(assignee ? [setAssignee(assignee)] : [])],
  };
}

/** Put a tag on, or take it off. */
export function tagEdit(ticket: TicketView, tag: string, act: 'add' | 'remove', t: TFunction): Edit {
  const { number, tags } = ticket;
  const without = tags.filter((one) => one !== tag);
  const set = (what: 'add' | 'remove'): FieldEdit => ({
    field: 'tags',
    body: { [what]: [tag] },
    shows: { tags: what === 'add' ? [...without, tag] : without },
  });
  const done = t(act === 'add' ? 'ticket.tagAdded' : 'ticket.tagRemoved', { number, tag });
  return { ...set(act), wanted: tag, icon: 'tag', done, back: [set(act === 'add' ? 'remove' : 'add')] };
}

/** Call the ticket something else. */
export function subjectEdit(ticket: TicketView, to: string, t: TFunction): Edit {
  const set = (subject: string): FieldEdit => ({ field: 'subject', body: { subject }, shows: { subject } });
  const done = t('ticket.renamed', { number: ticket.number });
  return { ...set(to), wanted: `“${to}”`, icon: 'pen', done, back: [set(ticket.subject)] };
}

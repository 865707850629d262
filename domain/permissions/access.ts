import type { Actor } from './actor.ts';
import { may, type Permission } from './permission.ts';

/**
 * Which of its objects something reaches for whoever may use it. `own`: what is theirs alone (their account, a ticket they
 * asked for). `team`: besides, tickets of their teams and of no team, with what hangs on them; with `ticket.see_all` every
 * one. `organisation`: besides their own, what others asked for of an organisation that shares its tickets. `all`: there
 * is no narrower circle.
 */
export type Scope = 'own' | 'team' | 'organisation' | 'all';

/** What is seen by its ticket. */
export type TicketPart = 'ticket' | 'mail' | 'file';

/**
 * What an object is that something names by its id; `nothing`: it names none. What is seen by its ticket is looked for first,
 * so outside the scope it is 404 to everybody. Of all else a permission is asked first: whoever lacks it is told so (403)
 * whatever they name, and whether or not it is there.
 */
export type ObjectKind =
  | TicketPart
  | 'nothing'
  | 'bulk_job'
  | 'device'
  | 'token'
  | 'customer'
  | 'organisation'
  | 'person'
  | 'program'
  | 'program_token'
  | 'team'
  | 'calendar'
  | 'role'
  | 'field'
  | 'provider'
  | 'incoming_mail'
  | 'caught_mail';

/** Whom one thing serves: an entry of the registry. */
export interface Access {
  /** `account`: somebody signed in, whatever they must do first. `people`: staff and customers. */
  readonly who: 'anybody' | 'account' | 'staff' | 'people';
  /** What staff need besides being signed in. Customers need none: they have their own scope. */
  readonly needs: Permission | null;
  readonly about: ObjectKind;
  readonly scope: Scope;
  /** The scope of customers, where they are served. */
  readonly customers?: Scope;
}

/** Open to everybody. */
export const toAnybody = { who: 'anybody', needs: null, about: 'nothing', scope: 'all' } as const satisfies Access;
/** One's own account. */
export const toAccount = { who: 'account', needs: null, about: 'nothing', scope: 'own' } as const satisfies Access;
/** For staff, with a permission if one is named. */
export const toStaff = (needs: Permission | null = null, scope: Scope = 'all') =>
  ({ who: 'staff', needs, about: 'nothing', scope }) as const satisfies Access;
/** The same about one object, which is named by its id. */
export const onOne = <Kind extends Exclude<ObjectKind, TicketPart | 'nothing'>, Entry extends Access>(
  object: Kind,
  access: Entry,
) => ({ ...access, about: object });
/** About one object that staff see by its ticket. */
export const about = (object: TicketPart, needs: Permission | null = null) =>
  ({ who: 'staff', needs, about: object, scope: 'team' }) as const satisfies Access;
/** The same, where customers are served as well. */
export const aboutForPeople = (object: TicketPart, needs: Permission | null = null) =>
  ({ who: 'people', needs, about: object, scope: 'team', customers: 'organisation' }) as const satisfies Access;

/**
 * Whether somebody may use a thing at all, whatever it is about. Where an object is named, what is outside the scope is not
 * found first; so there this says no more than whether a `forbidden` may follow.
 */
export function mayUse({ who, needs }: Access, actor: Actor): boolean {
  if (who === 'anybody' || actor.kind === 'engine') return true;
  if (actor.kind === 'customer') return who === 'people';
  return needs === null || may(actor, needs);
}

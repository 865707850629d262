/**
 * Everything that a role may allow. Without any, somebody on the agent side reads the tickets of their teams, of no team and
 * their own, and writes notes on them.
 */
export const PERMISSIONS = [
  /** See every ticket, every list and whatever hangs on them. */
  'ticket.see_all',
  /** Open, answer, assign and change tickets; undo. */
  'ticket.work',
  /** Delete tickets and bring deleted ones back. */
  'ticket.delete',
  /** Pause, skip, retry and start a ticket's flows; read its page in the engine. */
  'ticket.operate',
  /** See mail that came in, and our own about no ticket. */
  'mail.see_all',
  /** See what the catcher took: among it are links by which anybody becomes the colleague they were sent to. */
  'mail.see_caught',
  /** Read in clear what the engine has stored. */
  'engine.decode',
  /** Block and merge customers, and say which organisations there are. */
  'customer.manage',
  /** Set up the desk: its name, its hours. */
  'desk.manage',
  /** Say which custom fields there are. */
  'field.manage',
  /** Invite people, change and deactivate them, and say who is in which team. */
  'people.manage',
  /** Make roles. Nobody gives away what they do not have. */
  'role.manage',
  /** Read the audit log. */
  'audit.read',
] as const;
/** See `PERMISSIONS`. */
export type Permission = (typeof PERMISSIONS)[number];

/** Whoever has permissions: a role, somebody with a role. */
interface Holder {
  readonly permissions: readonly Permission[];
}
/** An actor, as far as it matters here. */
type Asking = { readonly kind: 'engine' | 'customer' } | ({ readonly kind: 'staff' } & Holder);

/** Whether somebody on the agent side has a permission, wherever it applies. */
export const has = ({ permissions }: Holder, permission: Permission): boolean => permissions.includes(permission);

/** Whether an actor has a permission: staff by their role, a ticket's own workflow each, a customer none. */
export const may = (actor: Asking, permission: Permission): boolean =>
  actor.kind === 'engine' || (actor.kind === 'staff' && has(actor, permission));

/** Whether an actor has each of these: nobody gives or takes what they do not have. */
export const mayAll = (actor: Asking, permissions: readonly Permission[]): boolean =>
  permissions.every((permission) => may(actor, permission));

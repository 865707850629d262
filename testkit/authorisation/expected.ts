import type { Access, ObjectKind, Scope, TicketPart } from '#domain/permissions/access';
import { mayUse } from '#domain/permissions/access';
import { has, type Permission } from '#domain/permissions/permission';
import type { Person } from './world.ts';

/** What decides in whose scope an object is. */
export interface Belonging {
  /** Whose own it is: of a ticket, its assignee and its requester. */
  readonly owners: readonly (string | null)[];
  /** The team that has it; null: all teams. */
  readonly teamId?: string | null;
  /** Whom its requester belongs to. */
  readonly organisationId?: string | null;
  /** Not shown to customers. */
  readonly isHidden?: boolean;
}

/** An object that endpoints are asked about. */
export interface MatrixObject {
  readonly kind: ObjectKind;
  /** What a table calls it. */
  readonly what: string;
  /** Its id and those beside it, by their names in paths. */
  readonly ids: Readonly<Record<string, string>>;
  /** Which of these name nothing. */
  readonly gone: readonly string[];
  readonly belongs: Belonging;
  /** The same of the ticket in which it goes on; null: it is not merged. */
  readonly survivor?: Belonging | null;
  /** What whoever changes it must have besides: nobody gives, or takes, what they do not have. */
  readonly guards?: readonly Permission[];
}

/** An endpoint, as far as it matters here. */
export interface AskedEndpoint {
  readonly method: string;
  readonly path: string;
  readonly access: Access;
}

/** What somebody is answered: a status that refuses, or null if they are let in. */
export type Expected = 401 | 403 | 404 | null;

const TICKET_PARTS: readonly ObjectKind[] = ['ticket', 'mail', 'file'] satisfies TicketPart[];
/** Whether something is seen by its ticket. */
export const isTicketPart = (kind: ObjectKind): boolean => TICKET_PARTS.includes(kind);

/** Whether an object is in a scope of somebody, as the registry explains the scopes. */
export function reaches(scope: Scope, who: Person, { owners, teamId, organisationId, isHidden }: Belonging): boolean {
  if (who.kind === 'customer' && isHidden) return false;
  const isOwn = owners.includes(who.id);
  switch (scope) {
    case 'all':
      return true;
    case 'own':
      return isOwn;
    case 'organisation':
      return isOwn || (who.kind === 'customer' && organisationId != null && organisationId === who.organisationId);
    case 'team':
      if (isOwn) return true;
      if (who.kind === 'customer' || teamId === undefined) return false;
      return has(who, 'ticket.see_all') || teamId === null || who.teamIds.includes(teamId);
  }
}

/** The scope in which somebody is served; customers of what is not for them see by that of their organisation. */
export const scopeOf = ({ scope, customers }: Access, { kind }: Person): Scope =>
  kind === 'staff' ? scope : (customers ?? 'organisation');

/** What somebody is to be answered about an object, by the registry alone. */
export function expectedOf(one: AskedEndpoint, who: Person | null, object: MatrixObject): Expected {
  const { access, method } = one;
  if (who === null || (access.who === 'account' && who.kind === 'customer')) return 401;
  const isThere = !object.gone.some((name) => one.path.includes(`:${name}`));
  if (isTicketPart(access.about)) {
    if (!isThere || !seesPart(one, who, object)) return 404;
    return mayUse(access, who) ? null : 403;
  }
  if (!mayUse(access, who)) return 403;
  if (access.about === 'nothing') return null;
  if (!isThere || !reaches(scopeOf(access, who), who, object.belongs)) return 404;
  const lacks = (object.guards ?? []).some((permission) => who.kind !== 'staff' || !has(who, permission));
  return lacks && method !== 'get' ? 403 : null;
}

function seesPart({ access, method, path }: AskedEndpoint, who: Person, { belongs, survivor }: MatrixObject): boolean {
  // The reply has not left yet; and what becomes of mail is nothing to customers.
  if (who.kind === 'customer' && access.about !== 'ticket') return false;
  const scope = scopeOf(access, who);
  const seesIt = reaches(scope, who, belongs);
  if (!survivor) return seesIt;
  // The survivor's thread shows it.
  if (access.about === 'file') return seesIt || reaches(scope, who, survivor);
  // What is done to a merged ticket is done to its survivor, but for what is about a message of its own.
  const isItsOwn = access.about === 'mail' || method === 'get' || path.endsWith('/undo');
  return seesIt && (isItsOwn || reaches(scope, who, survivor));
}

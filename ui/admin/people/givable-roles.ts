import type { RoleView } from '#domain/contracts/role';

/**
 * The roles that somebody can give: nobody gives away what they do not have.
 *
 * @param had the code of the role that somebody has already: it stays among them
 */
export const givableRoles = (roles: readonly RoleView[], had: string | null) =>
  roles.filter(({ code, may }) => code === had || may.includes('give'));

/** What is chosen until something else is: `agent`, or else the first that can be given; null while there is none. */
export const usualRole = (givable: readonly Pick<RoleView, 'code'>[]): string | null =>
  (givable.find(({ code }) => code === 'agent') ?? givable[0])?.code ?? null;

/**
 * The page on which a one-time link is used. `origin` has no slash at its end.
 *
 * The token is in the fragment, which browsers keep to themselves: no log of a server on the way has it.
 */
export const linkToChoosePassword = (origin: string, token: string): string => `${origin}/choose-password#${token}`;

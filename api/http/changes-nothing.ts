const safe: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether a method only asks (RFC 9110, section 9.2.1), so that whoever sends it unwillingly loses nothing. */
export const changesNothing = (method: string | undefined): boolean => safe.has(method);

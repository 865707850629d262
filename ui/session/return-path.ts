/** Pages one passes through, and does not come back to. */
const doors: ReadonlySet<string> = new Set(['/sign-in', '/sign-in/sso', '/forgot-password', '/change-password']);
/** Browsers drop some control characters and read a backslash as a slash. */
const unsafe = /\p{Cc}|\\/u;

/** The address of sign-in that leads back to where somebody wanted to go. */
export function signInPath(wanted: string): string {
  return wanted === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next: wanted }).toString()}`;
}

/**
 * Where to go after signing in: the path that was wanted, if it is one of this page's own, else the start.
 *
 * An address that leads elsewhere, however it is written (`//host`, `/\host`, `https:…`), is none of ours: a link to
 * sign-in must not be able to send people to a stranger's page.
 */
export function returnPath(search: string): string {
  const wanted = new URLSearchParams(search).get('next');
  if (wanted === null || !wanted.startsWith('/') || unsafe.test(wanted)) return '/';
  const here = 'https://here.invalid';
  if (!URL.canParse(wanted, here)) return '/';
  const { origin, pathname, search: query, hash } = new URL(wanted, here);
  // Looked at as the browser would read it: `/../..//host` is one of those, too.
  if (origin !== here || pathname.startsWith('//') || doors.has(pathname)) return '/';
  return `${pathname}${query}${hash}`;
}

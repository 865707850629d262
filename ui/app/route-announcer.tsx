import { useLayoutEffect, useRef, useState } from 'react';
import { useLocation, useMatches } from 'react-router';

/** What a route says of itself: `keepsFocus` where a list beside the page goes on being used by keyboard. */
export interface RouteHandle {
  readonly keepsFocus?: boolean;
}

/**
 * What a browser does when a page loads, for pages that are changed by script: the new one's title is read, and focus goes
 * to its content, unless it is in there already or the route keeps it where it was.
 */
export function RouteAnnouncer() {
  const { pathname } = useLocation();
  const matches = useMatches();
  const keepsFocus = matches.some(({ handle }) => isKeeping(handle));
  const before = useRef(pathname);
  const [title, setTitle] = useState('');
  // Before the new page's own effects, by one of which it names itself.
  useLayoutEffect(() => {
    if (before.current === pathname) return undefined;
    before.current = pathname;
    let [isNamed, isSettled] = [false, false];
    const naming = new MutationObserver(() => {
      isNamed = true;
      if (isSettled) tell();
    });
    const tell = () => {
      naming.disconnect();
      setTitle(document.title);
    };
    naming.observe(document.head, { childList: true, characterData: true, subtree: true });
    // A page that must ask the server for its name names itself later, and is told then.
    const wait = setTimeout(() => {
      isSettled = true;
      if (isNamed) tell();
      const [focused, content] = [document.activeElement, document.getElementById('content')];
      const isLost = focused === null || focused === document.body;
      // Whoever types in the new page's first field already is not to lose what they type next.
      const isThere = content?.contains(focused) === true;
      if (isLost || (!keepsFocus && !isThere)) content?.focus({ preventScroll: true });
    }, 50);
    return () => {
      clearTimeout(wait);
      naming.disconnect();
    };
  }, [pathname, keepsFocus]);
  return (
    <p className="vh" role="status">
      {title}
    </p>
  );
}

const isKeeping = (handle: unknown) =>
  typeof handle === 'object' && handle !== null && 'keepsFocus' in handle && handle.keepsFocus === true;

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
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
  const titleBefore = useRef('');
  // Pages name themselves after they are drawn: until then it is the name of the page before.
  useLayoutEffect(() => {
    titleBefore.current = document.title;
  }, [pathname]);
  useEffect(() => {
    if (before.current === pathname) return undefined;
    before.current = pathname;
    let sameName: ReturnType<typeof setTimeout> | undefined;
    const read = () => {
      naming.disconnect();
      clearTimeout(sameName);
      setTitle(document.title);
    };
    const naming = new MutationObserver(read);
    // After the page has named itself; one that must ask the server for its name does so later, and one that has the name of
    // the page before does not at all.
    const wait = setTimeout(() => {
      if (document.title !== titleBefore.current) read();
      else {
        naming.observe(document.head, { childList: true, characterData: true, subtree: true });
        sameName = setTimeout(read, 1_000);
      }
      const [focused, content] = [document.activeElement, document.getElementById('content')];
      const isLost = focused === null || focused === document.body;
      // Whoever types in the new page's first field already is not to lose what they type next.
      const isThere = content?.contains(focused) === true;
      if (isLost || (!keepsFocus && !isThere)) content?.focus({ preventScroll: true });
    }, 50);
    return () => {
      clearTimeout(wait);
      clearTimeout(sameName);
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

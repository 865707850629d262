import { useEffect, useRef, type RefObject } from 'react';

/** How near to its end a thread counts as being at its end (px). */
const near = 48;

/**
 * Keep the end of what scrolls in sight while its reader is there, however it grows: mails take their height late, and
 * messages arrive. Who reads further up stays where they are, also when something older is put above.
 *
 * @param content what is in it, and grows
 */
export function useNewestInSight(
  scroller: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
): void {
  /** How far the reader is from the end (px): what is kept when something comes above. */
  const fromEnd = useRef(0);
  useEffect(() => {
    const [shown, grows] = [scroller.current, content.current];
    if (!shown || !grows) return undefined;
    let height = shown.scrollHeight;
    const read = () => {
      fromEnd.current = shown.scrollHeight - shown.scrollTop - shown.clientHeight;
      height = shown.scrollHeight;
    };
    const keep = () => {
      const isAtEnd = fromEnd.current <= near;
      const isAtTop = shown.scrollTop <= near && shown.scrollHeight > height;
      if (isAtEnd) shown.scrollTop = shown.scrollHeight;
      // Further down browsers keep the place themselves (scroll anchoring); at the top they do not.
      else if (isAtTop) shown.scrollTop = shown.scrollHeight - shown.clientHeight - fromEnd.current;
      read();
    };
    const observer = new ResizeObserver(keep);
    observer.observe(grows);
    observer.observe(shown);
    shown.addEventListener('scroll', read, { passive: true });
    shown.scrollTop = shown.scrollHeight;
    read();
    return () => {
      observer.disconnect();
      shown.removeEventListener('scroll', read);
    };
  }, [scroller, content]);
}

import { useEffect, useState } from 'react';

/** While it is there, something lies over the page; when it is gone, the focus is where it was before. */
export function FocusBack() {
  const [before] = useState(whatHadFocus);
  useEffect(
    () => () => {
      // After whatever else takes the focus now.
      setTimeout(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body;
        if (isLost && before instanceof HTMLElement) before.focus({ preventScroll: true });
      });
    },
    [before],
  );
  return null;
}

/** A menu is gone with what was chosen in it: its button stands for it. */
function whatHadFocus(): Element | null {
  const focused = document.activeElement;
  const opener = focused?.closest('[role=menu]')?.getAttribute('aria-labelledby');
  return (opener ? document.getElementById(opener) : null) ?? focused;
}

import { createContext, use, useSyncExternalStore } from 'react';

/** What a place looks like. */
export type Theme = 'light' | 'dark';

/** The theme of an element that sets one of its own, for what is drawn inside it; null: the page's. */
export const ThemeOfPlace = createContext<Theme | null>(null);

/** The theme of the page, as public/theme.js has set it. */
export function usePageTheme(): Theme {
  return useSyncExternalStore(observe, pageTheme, () => 'light');
}

/** The theme that holds where this is drawn. Needed only by what does not inherit it, such as a frame. */
export function useThemeInForce(): Theme {
  const ofPage = usePageTheme();
  return use(ThemeOfPlace) ?? ofPage;
}

/** The page's theme now. */
export const pageTheme = (): Theme => (document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light');

function observe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

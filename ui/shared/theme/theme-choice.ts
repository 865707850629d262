import { useSyncExternalStore } from 'react';

/** What may be chosen: one of the two, or as the system has it. */
export const THEME_CHOICES = ['auto', 'light', 'dark'] as const;
/** See `THEME_CHOICES`. */
export type ThemeChoice = (typeof THEME_CHOICES)[number];

/** Where a browser keeps the choice; public/theme.js reads it before the first paint. */
const key = 'nixflow.theme';

/** Look like this from now on, in this browser. public/theme.js hears it and sets the page. */
export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'auto') localStorage.removeItem(key);
  else localStorage.setItem(key, choice);
  dispatchEvent(new StorageEvent('storage', { key }));
}

/** What is chosen in this browser. */
export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, () => {
    const chosen = localStorage.getItem(key);
    return chosen === 'light' || chosen === 'dark' ? chosen : 'auto';
  });
}

function subscribe(changed: () => void): () => void {
  addEventListener('storage', changed);
  return () => removeEventListener('storage', changed);
}

import { useSyncExternalStore } from 'react';

/** Where a browser keeps that single keys are off. */
const key = 'nixflow.single-keys';
const changed = 'nixflow-single-keys';

/** Whether single keys act: on unless somebody turned them off, as those do who speak to their computer (WCAG 2.1.4). */
export const areSingleKeysOn = (): boolean => localStorage.getItem(key) !== 'off';

/** Turn single keys on or off in this browser. */
export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(key);
  else localStorage.setItem(key, 'off');
  dispatchEvent(new Event(changed));
}

/** The same for a component. */
export function useSingleKeys(): boolean {
  return useSyncExternalStore(subscribe, areSingleKeysOn, () => true);
}

function subscribe(listener: () => void): () => void {
  addEventListener(changed, listener);
  return () => removeEventListener(changed, listener);
}

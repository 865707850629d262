import { useEffectEvent, useLayoutEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { areSingleKeysOn } from './single-keys.ts';

/** What keys do: `n`, `g u` one after the other, `$mod+k` with Ctrl or Command. */
export type KeyActs = Readonly<Record<string, () => void>>;

/**
 * Keys of what is on screen, while the component is there.
 *
 * Single keys act outside text fields and dialogs only, and not at all where somebody turned them off; combinations with
 * Ctrl or Command act everywhere.
 */
export function useKeys(acts: KeyActs): void {
  const act = useEffectEvent((keys: string, event: KeyboardEvent) => {
    if (!keys.includes('$mod') && !mayActAlone(event)) return;
    event.preventDefault();
    acts[keys]?.();
  });
  const names = Object.keys(acts).join('\n');
  // Before it is seen: what is on screen can be pressed for.
  useLayoutEffect(() => {
    if (names === '') return undefined;
    return tinykeys(
      window,
      Object.fromEntries(names.split('\n').map((keys) => [keys, (event: KeyboardEvent) => act(keys, event)])),
    );
  }, [names]);
}

function mayActAlone({ target, defaultPrevented }: KeyboardEvent): boolean {
  if (defaultPrevented || !areSingleKeysOn()) return false;
  if (document.querySelector('[role=dialog][aria-modal=true], [role=menu], [role=listbox]') !== null) return false;
  return !(target instanceof HTMLElement) || !isWritable(target);
}

const isWritable = (element: HTMLElement) =>
  element.isContentEditable || element.matches('input:not([type=checkbox], [type=radio]), textarea, select');

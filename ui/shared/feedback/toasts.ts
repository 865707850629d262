import type { IconName } from '../icon/shapes.tsx';

/** What is said in the corner. */
export interface ToastMessage {
  readonly id: number;
  readonly icon: IconName;
  readonly text: string;
  readonly undo?: () => void;
  /** Why something was not done: stays until it is dismissed, and is read aloud at once. */
  readonly isFailure: boolean;
}

/** How long an outcome stays (ms), so that it can be read and taken back. */
const stayMs = 8_000;
const most = 3;

let shown: readonly ToastMessage[] = [];
let last = 0;
const listeners = new Set<() => void>();

/** Say what was done, with the way back where there is one. */
export function sayDone(icon: IconName, text: string, undo?: () => void): void {
  const id = add({ icon, text, isFailure: false, ...(undo ? { undo } : {}) });
  setTimeout(() => dismissToast(id), stayMs);
}

/** Say why something was not done. */
export function sayFailed(text: string): void {
  add({ icon: 'alert', text, isFailure: true });
}

/** Take it from the corner. */
export function dismissToast(id: number): void {
  show(shown.filter((toast) => toast.id !== id));
}

/** What stands in the corner now, oldest first; the same array until something changes. */
export const toastsNow = (): readonly ToastMessage[] => shown;

/** Hear of changes. */
export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function add(toast: Omit<ToastMessage, 'id'>): number {
  last += 1;
  show([...shown, { ...toast, id: last }].slice(-most));
  return last;
}

function show(toasts: readonly ToastMessage[]): void {
  shown = toasts;
  for (const listener of listeners) listener();
}

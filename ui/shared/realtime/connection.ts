/** Whether changes arrive by themselves: they do; not for a moment; not, so the page asks every few seconds. */
export type ConnectionState = 'connected' | 'reconnecting' | 'polling';

/** What decides it. */
interface Condition {
  readonly isUp: boolean;
  /** Rooms that the page wants to be in and is not. */
  readonly isComplete: boolean;
}

/** For so long it is a moment; milliseconds. */
const momentMs = 4_000;

/** Watches the state of the connection. */
export interface Connection {
  state(): ConnectionState;
  /** Look at what decides it again, as it is now. */
  look(condition: Condition): void;
}

/** Begin to watch, when the page begins to connect. */
export function watchConnection(turned: (state: ConnectionState) => void): Connection {
  let isUp = false;
  let isLong = false;
  let moment: ReturnType<typeof setTimeout> | undefined;
  let said: ConnectionState = 'reconnecting';

  function pass(): void {
    isLong = true;
    say();
  }
  function say(): void {
    const state = isLong ? 'polling' : isUp ? 'connected' : 'reconnecting';
    if (state === said) return;
    said = state;
    turned(state);
  }
  return {
    state: () => said,
    look(condition) {
      isUp = condition.isUp;
      if (isUp && condition.isComplete) {
        clearTimeout(moment);
        moment = undefined;
        isLong = false;
      } else {
        moment ??= setTimeout(pass, momentMs);
      }
      say();
    },
  };
}

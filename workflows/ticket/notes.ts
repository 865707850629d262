import type { News, OperationReply, OperationRequest } from './ticket.messages.ts';

/** Why an operator's act is no fact: the type and details of the update's failure. */
export interface OperationFailure {
  readonly type: 'OperationRefused' | 'StoreAway';
  readonly message: string;
  readonly details: readonly unknown[];
}

/** What became of an operator's act. */
export type OperationOutcome = OperationReply | { readonly failure: OperationFailure };

/** An operator's act that its handler waits for. */
export interface OperationNote {
  readonly type: 'operation';
  readonly request: OperationRequest;
  /** Idempotency key. */
  readonly key: string;
  readonly answer: (outcome: OperationOutcome) => void;
}

/** What a handler noted. */
export type Note =
  ({ readonly type: 'news' } & News) | { readonly type: 'look' } | { readonly type: 'fresh' } | OperationNote;

/** What handlers noted and the loop has not taken yet. */
export interface Notes {
  add(note: Note): void;
  isEmpty(): boolean;
  /** All of them, oldest first; from then on there are none. */
  take(): readonly Note[];
}

/** A notepad between handlers and loop. */
export function createNotes(): Notes {
  let notes: Note[] = [];
  return {
    add(note) {
      notes.push(note);
    },
    isEmpty: () => notes.length === 0,
    take() {
      const taken = notes;
      notes = [];
      return taken;
    },
  };
}

import type { StrikeName } from './strikes/strikes.ts';

/** How much of everything a run has. */
export interface Profile {
  readonly tickets: number;
  /** Clients that send commands, each one after the other. */
  readonly lanes: number;
  /** Between two commands of a client (ms), on average. */
  readonly pauseMs: number;
  /** How often each kind of strike comes, at a named point, with something held there. */
  readonly strikesOfEachKind: number;
  /** This kind alone, to look for what it breaks. */
  readonly only?: StrikeName;
  /** What a run must have come to, or it proves nothing. */
  readonly atLeast: { readonly commands: number; readonly dueInstants: number };
}

/** `full` is what a seed of `npm run chaos` has; `short` is part of `npm test`. */
export const profiles = {
  full: {
    tickets: 50,
    lanes: 6,
    // So that two cores are not all used while nothing is struck: what comes late is to say something of the product.
    pauseMs: 1_000,
    strikesOfEachKind: 3,
    atLeast: { commands: 1000, dueInstants: 300 },
  },
  short: {
    tickets: 16,
    lanes: 4,
    pauseMs: 250,
    strikesOfEachKind: 1,
    atLeast: { commands: 200, dueInstants: 60 },
  },
} as const satisfies Record<string, Profile>;

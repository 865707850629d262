import { emptyState, type EngineState } from './engine-state.ts';

/** A stored state of any version this code knows or does not know. */
export interface StoredState {
  readonly version: number;
}

/** Version 1 passed over unknown facts without a word; before version 3 no mail was sent. */
type StateTwo = Omit<EngineState, 'version' | 'deliveries' | 'held'>;
type StateOne = Omit<StateTwo, 'unknownFacts'>;

/**
 * A stored state in today's version.
 *
 * One of a version that this code does not know (written by newer code, before a roll-back) is made anew: all facts are
 * folded again, and effects done meanwhile answer with their stored outcomes.
 *
 * @param stored null: nothing was stored yet
 */
export function upcastState(stored: StoredState | null, epoch: string, rowVersion: number): EngineState {
  if (stored?.version === 1)
    return fromTwo({ ...(stored as StateOne & StoredState), unknownFacts: [], epoch, rowVersion });
  if (stored?.version === 2) return fromTwo({ ...(stored as StateTwo & StoredState), epoch, rowVersion });
  if (stored?.version !== 3) return emptyState(epoch, rowVersion);
  return { ...(stored as EngineState), epoch, rowVersion };
}

const fromTwo = (state: StateTwo): EngineState => ({ ...state, version: 3, deliveries: [], held: [] });

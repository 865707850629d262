/** What must hold, by the names the design gives it. */
export type Invariant = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'run';

/** Something that does not hold. */
export interface Finding {
  readonly invariant: Invariant;
  readonly what: string;
}

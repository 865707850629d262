/**
 * A part that this machine does not have and that could not be had: one sentence says what, one command gets it.
 */
export class MissingPart extends Error {
  readonly part: string;
  /** The one command that changes it, as a person would type it. */
  readonly remedy: string;

  constructor(part: string, why: string, remedy: string) {
    super(`${part}: ${why}`);
    this.name = 'MissingPart';
    this.part = part;
    this.remedy = remedy;
  }
}

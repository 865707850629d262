import { Problem, type ProblemCode, type ProblemDetails } from '#domain/contracts/problem';

/** A refusal of somebody who is known: it counts as a request of theirs, not as one of their address. */
export class RefusedPerson extends Problem {
  readonly staffId: string;

  constructor(staffId: string, code: ProblemCode, details: ProblemDetails = {}) {
    super(code, details);
    this.staffId = staffId;
  }
}

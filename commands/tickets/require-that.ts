import { Problem } from '#domain/contracts/problem';

/**
 * Go on only if the actor may do this with what they see.
 *
 * @throws {Problem} `forbidden`
 */
export function requireThat(isAllowed: boolean): void {
  if (!isAllowed) throw new Problem('forbidden');
}

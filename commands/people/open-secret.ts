import { Problem } from '#domain/contracts/problem';
import type { SecretBox } from '#process/secret-box';

/**
 * Open a secret of the database.
 *
 * @throws {Problem} `secret_unreadable`: the key it was sealed with was dropped too early
 */
export function openSecret(box: SecretBox, sealed: Buffer, name: string): Buffer {
  try {
    return box.open(sealed, name);
  } catch (cause) {
    throw new Problem('secret_unreadable', { cause });
  }
}

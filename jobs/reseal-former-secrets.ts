import { resealSecrets } from '#commands/people/reseal-secrets';
import type { Logger } from '#process/logger';
import type { SecretBox } from '#process/secret-box';
import type { Pool } from 'pg';

/** Seal anew what a former key sealed, and say so. What no key opens is said each time: only an operator can help. */
export async function resealFormerSecrets(parts: {
  readonly pool: Pool;
  readonly box: SecretBox;
  readonly logger: Logger;
}): Promise<void> {
  for (const { kind, resealed, unreadable } of await resealSecrets(parts)) {
    if (resealed > 0)
      parts.logger.info({ kind, resealed }, 'Secrets of a former key were sealed with the one of today.');
    if (unreadable > 0) parts.logger.warn({ kind, unreadable }, 'Secrets were sealed with a key this process has not.');
  }
}

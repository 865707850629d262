import { Problem } from '#domain/contracts/problem';
import { hashOfRecoveryCode } from '#process/recovery-code';
import type { SecretBox } from '#process/secret-box';
import { periodOfCode } from '#process/totp';
import { secondFactors } from '#store/people/second-factors';
import type { PoolClient } from 'pg';
import { openSecret } from '../open-secret.ts';

/** The name under which somebody's secret is sealed. */
export const nameOfSecret = (staffId: string) => `totp:${staffId}`;

/**
 * Let somebody go on who shows a code of their app that was not used yet, or a recovery code, which is used up. In the
 * transaction of what it is shown for.
 *
 * @throws {Problem} `wrong_second_factor`; `secret_unreadable` (a recovery code would do)
 */
export async function proveSecondFactor(
  client: PoolClient,
  box: SecretBox,
  { staffId, code }: { readonly staffId: string; readonly code: string },
): Promise<void> {
  const factor = await secondFactors.lock(client, staffId);
  if (!factor) throw new Problem('wrong_second_factor');
  // Only of an app that works: before, there are none. The secret is not needed for it, so a lost key shuts nobody out.
  const hash = hashOfRecoveryCode(code);
  if (hash && (await secondFactors.useCode(client, staffId, hash))) return;
  const name = nameOfSecret(staffId);
  const secret = openSecret(box, factor.secret, name);
  const period = periodOfCode(secret, code.replaceAll(/[\s-]/g, ''), factor.now);
  if (period === null || period <= factor.lastPeriod) throw new Problem('wrong_second_factor');
  // Sealed anew, so that the key before today's can be dropped some time.
  await secondFactors.use(client, staffId, { period, secret: box.seal(secret, name) });
}

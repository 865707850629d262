import type { SecretBox } from '#process/secret-box';
import { sealedSecrets, secretKinds, type SealedSecret, type SecretKind } from '#store/people/sealed-secrets';
import type { Pool } from 'pg';
import { nameOfSecret } from './second-factor/prove.ts';
import { nameOfProviderSecret } from './sso/secret-of-provider.ts';

const nameOf: Readonly<Record<SecretKind, (id: string) => string>> = {
  identity_provider: nameOfProviderSecret,
  second_factor: nameOfSecret,
};
const batch = 100;

/** What became of the secrets of one kind that were sealed with another key than today's. */
export interface Resealed {
  readonly kind: SecretKind;
  readonly resealed: number;
  /** Sealed with a key this process has not: they stay as they are. */
  readonly unreadable: number;
}

/**
 * Seal secrets anew that a former key sealed, so that it can be dropped. Safe to repeat, and beside whoever changes them: what was
 * changed meanwhile is left alone.
 */
export async function resealSecrets({
  pool,
  box,
}: {
  readonly pool: Pool;
  readonly box: SecretBox;
}): Promise<Resealed[]> {
  const all: Resealed[] = [];
  for (const kind of secretKinds) all.push(await resealKind(pool, box, kind));
  return all;
}

async function resealKind(pool: Pool, box: SecretBox, kind: SecretKind): Promise<Resealed> {
  let [resealed, unreadable] = [0, 0];
  let after: string | null = null;
  for (;;) {
    const some: SealedSecret[] = await sealedSecrets.listOfOtherKeys(pool, kind, {
      ...{ today: box.today, after, most: batch },
    });
    for (const secret of some) {
      const sealed = sealAnew(box, nameOf[kind](secret.id), secret.sealed);
      if (sealed === null) unreadable += 1;
      else if (await sealedSecrets.replace(pool, kind, secret, sealed)) resealed += 1;
    }
    after = some.at(-1)?.id ?? null;
    if (after === null) return { kind, resealed, unreadable };
  }
}

function sealAnew(box: SecretBox, name: string, sealed: Buffer): Buffer | null {
  try {
    return box.seal(box.open(sealed, name), name);
  } catch {
    return null;
  }
}

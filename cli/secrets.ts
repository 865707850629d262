import { resealSecrets } from '#commands/people/reseal-secrets';
import { readConfig, type Environment } from '#process/read-config';
import { createSecretBox, type SecretBox } from '#process/secret-box';
import { encryptionKeys, encryptionSettings, processSettings } from '#process/settings';
import { sealedSecrets, secretKinds, type SecretKind } from '#store/people/sealed-secrets';
import type { Pool } from 'pg';
import { z } from 'zod';
import { explainFailure } from './explain-failure.ts';
import type { Terminal } from './terminal.ts';
import { storeSettings, withStore } from './with-store.ts';

const USAGE = `nixflow secrets
nixflow secrets reseal

  Says how many secrets of the database were sealed with another key than ENCRYPTION_KEY. Ends with 0 if there is none: none
  needs ENCRYPTION_KEY_PREVIOUS any more.

  reseal   Seals them anew first, as workers do every ten minutes.
`;

const settings = z.strictObject({
  ...storeSettings,
  ...encryptionSettings,
  NODE_ENV: processSettings.NODE_ENV,
});

const words: Readonly<Record<SecretKind, string>> = {
  identity_provider: 'secrets of identity providers',
  second_factor: 'secrets of authenticator apps',
};

/**
 * `nixflow secrets`: whether the former encryption key can be dropped.
 *
 * @param readEnvironment called once it is clear that settings are needed; the environment of the process unless told
 * @returns the exit code: 0 if no secret needs another key than today's, 1 if one does, 2 if the arguments make no sense
 */
export async function secrets(
  args: readonly string[],
  terminal: Terminal,
  readEnvironment?: () => Environment,
): Promise<number> {
  const [verb, ...more] = args;
  const isAskedForHelp = verb === 'help' || verb === '--help';
  if (isAskedForHelp || more.length > 0 || (verb !== undefined && verb !== 'reseal')) {
    terminal.explain(USAGE);
    return isAskedForHelp ? 0 : 2;
  }
  try {
    const config = readConfig(settings, readEnvironment?.());
    const box = createSecretBox(...encryptionKeys(config));
    return await withStore('nixflow-secrets', config, async (pool) => {
      if (verb === 'reseal') await resealSecrets({ pool, box });
      return tell(pool, box, terminal);
    });
  } catch (error) {
    terminal.explain(`${explainFailure(error)}\n`);
    return 1;
  }
}

async function tell(pool: Pool, box: SecretBox, terminal: Terminal): Promise<number> {
  let all = 0;
  for (const kind of secretKinds) {
    const count = await sealedSecrets.countOfOtherKeys(pool, kind, box.today);
    all += count;
    await terminal.write(`${String(count)} ${words[kind]} sealed with another key\n`);
  }
  return all === 0 ? 0 : 1;
}

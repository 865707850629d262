import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataDir } from './paths.ts';

const names = ['JWT_SECRET', 'ENCRYPTION_KEY'] as const;

/**
 * The secrets of this installation, made once and kept with its data: payloads written yesterday must be readable today.
 *
 * @returns environment variables, without those the person has set (`NAME` or `NAME_FILE`)
 */
export function installationSecrets(): Record<string, string> {
  const file = join(dataDir, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    const fresh = {
      JWT_SECRET: randomBytes(36).toString('base64url'),
      ENCRYPTION_KEY: randomBytes(36).toString('base64url'),
    };
    writeFileSync(`${file}.new`, JSON.stringify(fresh), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  const kept = readSecrets(file);
  return Object.fromEntries(
    Object.entries(kept).filter(([name]) => !process.env[name] && !process.env[`${name}_FILE`]),
  );
}

function readSecrets(file: string): Record<(typeof names)[number], string> {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<(typeof names)[number], string>;
    if (names.every((name) => typeof kept[name] === 'string' && kept[name].length >= 32)) return kept;
  } catch {
    // Said below: what is not JSON is as damaged as what lacks a secret.
  }
  throw new Error(
    `${file} is damaged. Bring it back from a backup (what it encrypted cannot be read without it), or begin anew: npm run nixflow -- reset`,
  );
}

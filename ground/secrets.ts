import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataDir } from './paths.ts';

/**
 * The secrets of this installation, made once and kept with its data: payloads written yesterday must be readable today.
 *
 * @returns environment variables; those the person has set win
 */
export function installationSecrets(): Record<'JWT_SECRET' | 'ENCRYPTION_KEY', string> {
  const file = join(dataDir, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    const fresh = {
      JWT_SECRET: randomBytes(36).toString('base64url'),
      ENCRYPTION_KEY: randomBytes(36).toString('base64url'),
    };
    writeFileSync(file, JSON.stringify(fresh), { mode: 0o600 });
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<'JWT_SECRET' | 'ENCRYPTION_KEY', string>;
  return {
    JWT_SECRET: process.env['JWT_SECRET'] ?? kept.JWT_SECRET,
    ENCRYPTION_KEY: process.env['ENCRYPTION_KEY'] ?? kept.ENCRYPTION_KEY,
  };
}

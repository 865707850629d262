import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps secrets that must be read again, so that whoever has the database alone cannot. */
export interface SecretBox {
  /** What everything begins with that is sealed with today's key. */
  readonly today: Buffer;
  /** @param name what it is the secret of: another one's cannot be put in its place */
  seal(secret: Buffer, name: string): Buffer;
  /** @throws {Error} it was sealed with a key this process has not, or is not what was sealed for this name */
  open(sealed: Buffer, name: string): Buffer;
}

const bytes = { id: 6, nonce: 12, tag: 16 } as const;

/**
 * AES-256-GCM with a fresh 96-bit nonce each: key id, nonce, ciphertext, tag. The name is authenticated. Keys are HKDF-SHA256
 * of passphrases, others than those of payloads.
 *
 * @param passphrases the first seals, all of them open
 */
export function createSecretBox(...passphrases: readonly [string, ...string[]]): SecretBox {
  const keys = passphrases.map(deriveKey);
  const [current] = keys;
  if (!current) throw new Error('There is no key.');
  return {
    today: current.id,
    seal(secret, name) {
      const nonce = randomBytes(bytes.nonce);
      const cipher = createCipheriv('aes-256-gcm', current.secret, nonce, { authTagLength: bytes.tag });
      cipher.setAAD(Buffer.from(name));
      return Buffer.concat([current.id, nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, name) {
      const id = sealed.subarray(0, bytes.id);
      const key = keys.find((one) => one.id.equals(id));
      if (!key) throw new Error('A secret was sealed with a key this process has not.');
      const nonce = sealed.subarray(bytes.id, bytes.id + bytes.nonce);
      const decipher = createDecipheriv('aes-256-gcm', key.secret, nonce, { authTagLength: bytes.tag });
      decipher.setAAD(Buffer.from(name));
      decipher.setAuthTag(sealed.subarray(-bytes.tag));
      const body = sealed.subarray(bytes.id + bytes.nonce, -bytes.tag);
      return Buffer.concat([decipher.update(body), decipher.final()]);
    },
  };
}

function deriveKey(passphrase: string) {
  const derive = (info: string, length: number) => Buffer.from(hkdfSync('sha256', passphrase, '', info, length));
  return { id: derive('nixflow secret key id v1', bytes.id), secret: derive('nixflow secret key v1', 32) };
}

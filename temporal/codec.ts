import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { ApplicationFailure, type DataConverter, type Payload, type PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';

const PayloadMessage = proto.temporal.api.common.v1.Payload;

const encoding = 'binary/encrypted';
const nonceBytes = 12;
const tagBytes = 16;

interface Key {
  readonly id: string;
  readonly secret: Buffer;
}

/**
 * Encrypts every payload (arguments, results, memo, summaries, details) before it leaves the process.
 *
 * AES-256-GCM with a fresh 96-bit nonce per payload; data is nonce, ciphertext, tag. The key is HKDF-SHA256 of a
 * passphrase; its id, another HKDF output of the same passphrase, travels with the payload and is authenticated.
 * Workflow ids, names and search attributes are no payloads and stay readable.
 *
 * @param passphrases the first encrypts, all of them decrypt. To rotate while processes run, first add the new
 * one behind in all of them, then put it in front: who lacks a key cannot read what the others write with it
 * @throws {ApplicationFailure} from `decode`, never retryable: `PayloadKeyUnknown`, `PayloadUnreadable` (changed or cut)
 */
export function createPayloadCodec(...passphrases: readonly [string, ...string[]]): PayloadCodec {
  const [current, ...former] = [deriveKey(passphrases[0]), ...passphrases.slice(1).map(deriveKey)] as const;
  const keys = new Map([...former, current].map((key) => [key.id, key]));
  return {
    encode: (payloads) => Promise.resolve(payloads.map((payload) => encrypt(payload, current))),
    // eslint-disable-next-line @typescript-eslint/require-await -- async, so that a refusal becomes a rejection
    decode: async (payloads) => payloads.map((payload) => decrypt(payload, keys)),
  };
}

/** The data converter of every client, worker and replay: plain JSON inside, encrypted outside. */
export function createDataConverter(...passphrases: readonly [string, ...string[]]): DataConverter {
  return { payloadCodecs: [createPayloadCodec(...passphrases)] };
}

function deriveKey(passphrase: string): Key {
  const derive = (info: string, length: number) => Buffer.from(hkdfSync('sha256', passphrase, '', info, length));
  return { id: derive('nixflow payload key id v1', 6).toString('hex'), secret: derive('nixflow payload key v1', 32) };
}

function encrypt(payload: Payload, key: Key): Payload {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key.secret, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(key.id));
  const body = [cipher.update(PayloadMessage.encode(payload).finish()), cipher.final()];
  return {
    metadata: { encoding: Buffer.from(encoding), 'encryption-key-id': Buffer.from(key.id) },
    data: Buffer.concat([nonce, ...body, cipher.getAuthTag()]),
  };
}

/** A payload that was never encrypted (written by the engine itself or by the command line) passes as it is. */
function decrypt(payload: Payload, keys: ReadonlyMap<string, Key>): Payload {
  if (text(payload.metadata?.['encoding']) !== encoding) return payload;
  const id = text(payload.metadata?.['encryption-key-id']);
  const key = keys.get(id);
  if (!key) {
    throw ApplicationFailure.nonRetryable(
      `This payload was encrypted with key "${id}", which this process does not have. Is ENCRYPTION_KEY the same everywhere?`,
      'PayloadKeyUnknown',
    );
  }
  const data = Buffer.from(payload.data ?? []);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.secret, data.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(id));
    decipher.setAuthTag(data.subarray(-tagBytes));
    return PayloadMessage.decode(
      Buffer.concat([decipher.update(data.subarray(nonceBytes, -tagBytes)), decipher.final()]),
    );
  } catch {
    throw ApplicationFailure.nonRetryable(
      `This payload does not decrypt with its key "${id}": it was changed or cut on its way.`,
      'PayloadUnreadable',
    );
  }
}

function text(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString();
}

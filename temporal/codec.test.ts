import { ApplicationFailure, defaultPayloadConverter, type Payload } from '@temporalio/common';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPayloadCodec } from './codec.ts';

const codec = createPayloadCodec('a passphrase of at least 32 characters');
const other = createPayloadCodec('another passphrase of 32 characters!');

async function encrypted(value: unknown): Promise<Payload> {
  const [payload] = await codec.encode([defaultPayloadConverter.toPayload(value)]);
  if (!payload) throw new Error('The codec lost a payload.');
  return payload;
}

async function refusal(promise: Promise<unknown>): Promise<{ type: unknown; nonRetryable: unknown; message: string }> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApplicationFailure)) throw new Error('Expected an ApplicationFailure.', { cause: error });
  return { type: error.type, nonRetryable: error.nonRetryable, message: error.message };
}

describe('payload codec', () => {
  test('whatever is encrypted decrypts to the same bytes and metadata', async () => {
    const bytes = fc.uint8Array({ maxLength: 2_000 });
    const payloads = fc.array(fc.record({ metadata: fc.dictionary(fc.string({ minLength: 1 }), bytes), data: bytes }), {
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(payloads, async (original) => {
        fc.pre(original.every((payload) => !('__proto__' in payload.metadata)));
        const back = await codec.decode(await codec.encode(original));
        expect(back.map(plain)).toEqual(original.map(plain));
      }),
    );
  });

  test('the same value never looks the same twice, and never like itself', async () => {
    const [one, two] = [await encrypted('canary'), await encrypted('canary')];
    expect(Buffer.from(one.data ?? [])).not.toEqual(Buffer.from(two.data ?? []));
    expect(Buffer.from(one.data ?? []).toString('latin1')).not.toContain('canary');
  });

  test('a changed byte anywhere is refused for good', async () => {
    const payload = await encrypted({ text: 'hello' });
    const data = Buffer.from(payload.data ?? []);
    await fc.assert(
      fc.asyncProperty(fc.nat(data.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const changed = Buffer.from(data);
        changed[at] = (changed[at] ?? 0) ^ flip;
        const refused = await refusal(codec.decode([{ ...payload, data: changed }]));
        expect(refused).toMatchObject({ type: 'PayloadUnreadable', nonRetryable: true });
      }),
    );
  });

  test('a cut or empty payload is refused for good', async () => {
    const payload = await encrypted('hello');
    for (const length of [0, 1, 12, 28, (payload.data?.length ?? 0) - 1]) {
      const cut = { ...payload, data: payload.data?.slice(0, length) ?? null };
      expect(await refusal(codec.decode([cut]))).toMatchObject({ type: 'PayloadUnreadable', nonRetryable: true });
    }
  });

  test('a key this process does not have is named', async () => {
    const refused = await refusal(other.decode([await encrypted('hello')]));
    expect(refused).toMatchObject({ type: 'PayloadKeyUnknown', nonRetryable: true });
    expect(refused.message).toMatch(/key "[0-9a-f]{12}"/);
  });

  test('after a rotation old payloads decrypt and new ones use the new key', async () => {
    const old = await encrypted('written before');
    const rotated = createPayloadCodec(
      'a new passphrase of 32 characters !!',
      'a passphrase of at least 32 characters',
    );
    const [before] = await rotated.decode([old]);
    expect(before && defaultPayloadConverter.fromPayload(before)).toBe('written before');
    const after = await rotated.encode([defaultPayloadConverter.toPayload('written after')]);
    expect(await refusal(codec.decode(after))).toMatchObject({ type: 'PayloadKeyUnknown' });
  });

  test('a payload nobody encrypted passes untouched', async () => {
    const payload = defaultPayloadConverter.toPayload('from the command line');
    expect(await codec.decode([payload])).toEqual([payload]);
  });
});

function plain(payload: Payload) {
  const metadata = Object.entries(payload.metadata ?? {}).map(([name, value]) => [
    name,
    Buffer.from(value).toString('hex'),
  ]);
  return { metadata: Object.fromEntries(metadata) as unknown, data: Buffer.from(payload.data ?? []).toString('hex') };
}

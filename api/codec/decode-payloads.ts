import type { Payload, PayloadCodec } from '@temporalio/common';
import { z } from 'zod';

/** A payload in the JSON of protobuf: bytes are base64. Fields that newer engines add are passed over. */
const payload = z.object({
  metadata: z.record(z.string(), z.base64()).default({}),
  data: z.base64().default(''),
});

/** What the Temporal UI sends, and gets back. */
export const payloadsBody = z.object({ payloads: z.array(payload).max(10_000) });

type WirePayload = z.output<typeof payload>;

/**
 * Payloads in clear. One that cannot be decrypted says so in its own place: a page with a payload of a key that is gone still
 * shows the others.
 */
export async function decodePayloads(codec: PayloadCodec, payloads: readonly WirePayload[]): Promise<WirePayload[]> {
  return Promise.all(
    payloads.map(async (wire) => {
      try {
        const [clear] = await codec.decode([fromWire(wire)]);
        return clear ? toWire(clear) : wire;
      } catch (error) {
        return unreadable(error);
      }
    }),
  );
}

const fromWire = ({ metadata, data }: WirePayload): Payload => ({
  metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, 'base64')])),
  data: Buffer.from(data, 'base64'),
});

const toWire = ({ metadata, data }: Payload): WirePayload => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)])),
  data: base64(data ?? new Uint8Array()),
});

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

function unreadable(error: unknown): WirePayload {
  const text = error instanceof Error ? error.message : 'This payload cannot be read.';
  return { metadata: { encoding: base64(Buffer.from('json/plain')) }, data: base64(Buffer.from(JSON.stringify(text))) };
}

/** Pictures that browsers show and that can hold no script, by the bytes they begin with. */
const SIGNATURES = [
  ['image/png', [[0, '\x89PNG\r\n\x1a\n']]],
  ['image/jpeg', [[0, '\xff\xd8\xff']]],
  ['image/gif', [[0, 'GIF87a']]],
  ['image/gif', [[0, 'GIF89a']]],
  ['image/webp', [[0, 'RIFF'], [8, 'WEBP']]], // prettier-ignore
] as const satisfies readonly (readonly [type: string, parts: readonly (readonly [at: number, bytes: string])[]])[];

/** How many bytes of a file tell whether it is a picture. */
export const SIGNATURE_LENGTH = 12;

/** The type of a picture by its first bytes, whatever anybody says it is; null: not one that is shown. */
export function imageType(beginning: Uint8Array): (typeof SIGNATURES)[number][0] | null {
  const text = String.fromCharCode(...beginning.subarray(0, SIGNATURE_LENGTH));
  const found = SIGNATURES.find(([, parts]) => parts.every(([at, bytes]) => text.startsWith(bytes, at)));
  return found?.[0] ?? null;
}

import { MAIL_LIMITS } from '../parsed-mail.ts';
import type { LeafPart, PartsOfMessage } from './walk-parts.ts';

const LF = 0x0a;
/** With so many lines that need no decoding, a message is prepared; below it is quick as it is. */
const MANY_LINES = 20_000;
/** A part with no more is left alone: a message has at most a thousand of them. */
const FEW_LINES = 20;
const DECODED = ['base64', 'quoted-printable'];

/**
 * The same message in a form whose parsing takes time and memory by its size, not by its number of lines.
 *
 * The parser keeps each line of what is not encoded as an object of its own, so long ones are given to it in base64, in
 * one line. What stands around the parts goes, if it is long. Line ends of what is not encoded become `\n`, as they would.
 *
 * @returns null if it has more lines than `MAIL_LIMITS.lines` nevertheless
 */
export function lightenParts(bytes: Buffer, { leaves, gaps }: PartsOfMessage): Buffer | null {
  const plain = leaves.filter(({ encoding }) => !DECODED.includes(encoding));
  const lines = [...plain.map(({ body, end }) => ({ start: body, end })), ...gaps].map((one) => countLines(bytes, one));
  const sum = lines.reduce((total, count) => total + count, 0);
  const light = sum > MANY_LINES ? rewrite(bytes, plain, gaps) : bytes;
  return countLines(light, { start: 0, end: light.length }) > MAIL_LIMITS.lines ? null : light;
}

function rewrite(bytes: Buffer, leaves: readonly LeafPart[], gaps: PartsOfMessage['gaps']): Buffer {
  const changes = [
    ...leaves
      .filter(({ body, end }) => countLines(bytes, { start: body, end }) > FEW_LINES)
      .map((leaf) => ({ start: leaf.start, end: leaf.end, by: () => inBase64(bytes, leaf) })),
    ...gaps
      .filter((gap) => countLines(bytes, gap) > FEW_LINES)
      .map(({ start, end }) => ({ start, end, by: () => Buffer.from('\n') })),
  ].sort((one, other) => one.start - other.start);
  const pieces: Buffer[] = [];
  let at = 0;
  for (const { start, end, by } of changes) {
    pieces.push(bytes.subarray(at, start), by());
    at = end;
  }
  return Buffer.concat([...pieces, bytes.subarray(at)]);
}

function inBase64(bytes: Buffer, { start, body, end }: LeafPart): Buffer {
  const fields = bytes
    .toString('latin1', start, body)
    .replace(/^content-transfer-encoding[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*/gim, '')
    .trimEnd();
  // The end of the last line belongs to the separator (RFC 2046 §5.1.1).
  const content = bytes.toString('latin1', body, end).replaceAll('\r\n', '\n');
  const encoding = `${fields === '' ? '' : '\n'}Content-Transfer-Encoding: base64\n\n`;
  return Buffer.from(`${fields}${encoding}${Buffer.from(content, 'latin1').toString('base64')}\n`, 'latin1');
}

function countLines(bytes: Buffer, { start, end }: { readonly start: number; readonly end: number }): number {
  let lines = 0;
  for (let at = start; at < end; at += 1) if (bytes[at] === LF) lines += 1;
  return lines;
}

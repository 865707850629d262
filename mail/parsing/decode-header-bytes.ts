import { isUtf8 } from 'node:buffer';
import { MAIL_LIMITS } from '../parsed-mail.ts';

/**
 * The message with a header section in UTF-8 (RFC 6532), whatever it was sent in.
 *
 * Lines that are not UTF-8 are read in the character set that the message names for its text, else in Windows-1252: old
 * software writes names and subjects so. The body stays as it is, and so does a header section beyond its limit.
 */
export function decodeHeaderBytes(message: Uint8Array): Buffer {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  const end = endOfHeader(bytes);
  const header = bytes.subarray(0, end);
  if (isUtf8(header) || end > 2 * MAIL_LIMITS.headerBytes) return bytes;
  const decoder = decoderFor(/charset\s{0,9}=\s{0,9}"?([\w.:-]{2,40})/i.exec(header.toString('latin1'))?.[1]);
  const lines = splitLines(header).map((line) => (isUtf8(line) ? line : Buffer.from(decoder.decode(line))));
  return Buffer.concat([...lines, bytes.subarray(end)]);
}

function endOfHeader(bytes: Buffer): number {
  const ends = ['\n\n', '\n\r\n'].map((blank) => bytes.indexOf(blank)).filter((at) => at >= 0);
  return ends.length > 0 ? Math.min(...ends) + 1 : bytes.length;
}

function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('\n', at);
    const next = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(at, next));
    at = next;
  }
  return lines;
}

function decoderFor(charset: string | undefined): TextDecoder {
  try {
    const decoder = new TextDecoder(charset ?? 'windows-1252');
    // It says UTF-8, and these lines are not.
    return decoder.encoding === 'utf-8' ? new TextDecoder('windows-1252') : decoder;
  } catch {
    return new TextDecoder('windows-1252');
  }
}

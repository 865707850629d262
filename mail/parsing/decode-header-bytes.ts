const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The message with a header section in UTF-8 (RFC 6532), whatever it was sent in.
 *
 * Lines that are not UTF-8 are read in the character set that the message names for its text, else in Windows-1252: old
 * software writes names and subjects so. The body stays as it is.
 */
export function decodeHeaderBytes(message: Uint8Array): Buffer {
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.byteLength);
  const end = endOfHeader(bytes);
  const header = bytes.subarray(0, end);
  if (isUtf8(header)) return bytes;
  const charset = /charset\s*=\s*"?([\w.:-]{2,40})/i.exec(header.toString('latin1'))?.[1];
  const lines = splitLines(header).map((line) => (isUtf8(line) ? line : Buffer.from(decode(line, charset))));
  return Buffer.concat([...lines, bytes.subarray(end)]);
}

function endOfHeader(bytes: Buffer): number {
  const ends = ['\n\n', '\n\r\n'].map((blank) => bytes.indexOf(blank)).filter((at) => at >= 0);
  return ends.length > 0 ? Math.min(...ends) + 1 : bytes.length;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    utf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
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

function decode(bytes: Uint8Array, charset: string | undefined): string {
  try {
    return new TextDecoder(charset ?? 'windows-1252', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

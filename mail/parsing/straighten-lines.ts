const CR = 0x0d;
const LF = 0x0a;
const FROM_ = Buffer.from('From ');

/**
 * The message with `\n` or `\r\n` ends of lines and nothing before its first header field.
 *
 * Only a message without a single `\n` has its bare `\r` taken for ends of lines: in any other, a bare `\r` is a character
 * like others, and reading more into it would show headers that the servers on the way did not see. Dropped are empty
 * lines at the start and the line of a mailbox file (`From someone Mon …`, RFC 4155).
 */
export function straightenLines(raw: Uint8Array): Buffer {
  let bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  if (!bytes.includes(LF) && bytes.includes(CR)) bytes = Buffer.from(bytes.map((byte) => (byte === CR ? LF : byte)));
  bytes = bytes.subarray(endOfBlankLines(bytes, 0));
  for (const mark of [FROM_, Buffer.from('>From ')]) {
    if (!bytes.subarray(0, mark.length).equals(mark)) continue;
    const end = bytes.indexOf(LF);
    if (end >= 0) bytes = bytes.subarray(end + 1);
  }
  return foldBoundary(bytes);
}

/** Some programs begin the line with the boundary where it belongs to the field above, and no part would be found. */
function foldBoundary(bytes: Buffer): Buffer {
  if (!bytes.includes('\nboundary=')) return bytes;
  return Buffer.from(
    bytes.toString('latin1').replace(/(\ncontent-type:[^\n]{1,200};\r?\n)(?=boundary=)/gi, '$1 '),
    'latin1',
  );
}

/** Where the first line begins that has something on it. A line of blanks cannot continue a field that is not there. */
function endOfBlankLines(bytes: Uint8Array, start: number): number {
  let lineStart = start;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === LF) lineStart = at + 1;
    else if (byte !== CR && byte !== 0x20 && byte !== 0x09) break;
  }
  return lineStart;
}

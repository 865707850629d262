import { MAIL_LIMITS } from '../parsed-mail.ts';
import { readMediaType } from './read-media-type.ts';

const LF = 0x0a;
/** Lines that begin like a separator and are none; more of them than this nobody wrote. */
const MOST_RULERS = 500_000;
const LONGEST_BOUNDARY = 200;
/** As much of a header section as can name a part's type. */
const LONGEST_FIELDS = 64 * 1024;

/** A stretch of bytes, the end not included. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A part that has no parts itself. */
export interface LeafPart extends Stretch {
  /** Where its content begins; its fields come before. */
  readonly body: number;
  /** Its `Content-Transfer-Encoding` in lower case, empty if it names none. */
  readonly encoding: string;
}

/** How a message is divided. */
export interface PartsOfMessage {
  readonly leaves: readonly LeafPart[];
  /** What stands before the first and after the last part of others: nobody reads it. */
  readonly gaps: readonly Stretch[];
}

interface Separator extends Stretch {
  /** Which of the open boundaries it is. */
  readonly level: number;
  readonly isLast: boolean;
}

/**
 * Find out how a message is divided into parts (RFC 2046 §5.1), without decoding any.
 *
 * A part whose boundary is written in a way that is not understood here counts as one that has no parts.
 *
 * @returns the parts, or which limit (`MAIL_LIMITS`) they exceed
 */
export function walkParts(bytes: Buffer): PartsOfMessage | 'too_many_parts' | 'too_deep' {
  const leaves: LeafPart[] = [];
  const gaps: Stretch[] = [];
  const open: string[] = [];
  const search = { rulers: 0 };
  let count = 0;
  for (let start: number | null = 0; start !== null;) {
    let next = nextSeparator(bytes, start, open, search);
    const { body, boundary, encoding } = readFields(bytes, start, next?.start ?? bytes.length);
    if (boundary === '') leaves.push({ start, body, encoding, end: next?.start ?? bytes.length });
    else {
      open.push(boundary);
      if (open.length > MAIL_LIMITS.depth) return 'too_deep';
      next = nextSeparator(bytes, body, open, search);
      gaps.push({ start: body, end: next?.start ?? bytes.length });
    }
    while (next !== null) {
      open.length = next.level + (next.isLast ? 0 : 1);
      if (!next.isLast) break;
      const after = nextSeparator(bytes, next.end, open, search);
      gaps.push({ start: next.end, end: after?.start ?? bytes.length });
      next = after;
    }
    count += 1;
    if (count > MAIL_LIMITS.parts + 1 || search.rulers > MOST_RULERS) return 'too_many_parts';
    start = next === null ? null : next.end;
  }
  return { leaves, gaps };
}

/** The next line from here on that is a separator of an open boundary, innermost first. */
function nextSeparator(
  bytes: Buffer,
  from: number,
  open: readonly string[],
  search: { rulers: number },
): Separator | null {
  if (open.length === 0) return null;
  for (let start = atLineStart(bytes, from, from); start >= 0; start = atLineStart(bytes, start + 2, from)) {
    const found = bytes.indexOf(LF, start);
    const end = found < 0 ? bytes.length : found + 1;
    const line = bytes.toString('latin1', start + 2, Math.min(end, start + 2 + LONGEST_BOUNDARY)).trimEnd();
    const level = open.findLastIndex((name) => line === name || line === `${name}--`);
    if (level >= 0) return { start, end, level, isLast: line !== open[level] };
    search.rulers += 1;
    if (search.rulers > MOST_RULERS) return null;
  }
  return null;
}

/** The next place from `at` on where a line begins with `--`; the part's own start counts as the start of a line. */
function atLineStart(bytes: Buffer, at: number, partStart: number): number {
  if (at === partStart && bytes.toString('latin1', at, at + 2) === '--') return at;
  const found = bytes.indexOf('\n--', Math.max(0, at - 1));
  return found < 0 ? -1 : found + 1;
}

function readFields(bytes: Buffer, start: number, end: number) {
  const body = endOfFields(bytes, start, end);
  const fields = bytes.toString('latin1', start, Math.min(body, start + LONGEST_FIELDS)).replace(/\r?\n(?=[ \t])/g, '');
  const field = (name: string) => new RegExp(`^${name}[ \\t]*:(.*)$`, 'im').exec(fields)?.[1] ?? null;
  const { value, parameters } = readMediaType(field('content-type'));
  const encoding = /[\w-]+/.exec(field('content-transfer-encoding') ?? '')?.[0].toLowerCase() ?? '';
  return { body, encoding, boundary: value.startsWith('multipart/') ? (parameters['boundary'] ?? '').trimEnd() : '' };
}

/** Behind the empty line that ends the fields; the end of the part if there is none. */
function endOfFields(bytes: Buffer, start: number, end: number): number {
  const part = bytes.subarray(start, end);
  const ends = ['\n\n', '\n\r\n'].flatMap((blank) => {
    if (part.indexOf(blank.slice(1)) === 0) return [blank.length - 1];
    const found = part.indexOf(blank);
    return found < 0 ? [] : [found + blank.length];
  });
  return start + Math.min(...ends, part.length);
}

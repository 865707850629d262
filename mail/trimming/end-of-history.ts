import { findAttribution } from './find-attribution.ts';
import { findQuotedHeader } from './find-quoted-header.ts';
import { isBlank, isOriginalMark, isQuote, isRuler } from './line-kinds.ts';

/** A line longer than this is a paragraph, never structure. */
const LONGEST_LINE = 500;

/** Where something begins that the sender did not write for this mail. */
export interface History {
  readonly kind:
    /** The whole mail that is answered or forwarded, to the end. */
    | 'message'
    /** Who wrote what follows, above text without marks. */
    | 'introduction'
    /** The same, and a person may have written it. */
    | 'perhaps an introduction'
    /** Who wrote what follows, and that with marks. */
    | 'quote';
  /** The line after it. */
  readonly end: number;
}

/** What of an earlier mail begins at this line, null if nothing does. */
export function endOfHistory(lines: readonly string[], at: number): History | null {
  const line = lines[at] ?? '';
  if (line.length > LONGEST_LINE) return null;
  if (isOriginalMark(line)) return { kind: 'message', end: at + 1 };
  if (findQuotedHeader(lines, at, isRuler(aboveOf(lines, at)))) return { kind: 'message', end: at + 1 };
  const attribution = findAttribution(lines, at);
  if (attribution === null) return null;
  const below = at + attribution.lines;
  const quoteEnd = endOfQuote(lines, below);
  if (quoteEnd > below) return { kind: 'quote', end: quoteEnd };
  return { kind: attribution.isCertain ? 'introduction' : 'perhaps an introduction', end: below };
}

function aboveOf(lines: readonly string[], at: number): string {
  return lines.slice(0, at).findLast((line) => !isBlank(line)) ?? '';
}

/** The line after a quote that begins here, with the empty lines in it; `start` if none begins. */
function endOfQuote(lines: readonly string[], start: number): number {
  let end = start;
  for (let at = start; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    // Below an introduction, bars are marks too; elsewhere they are tables.
    if (isQuote(line) || /^\s{0,3}\|/.test(line)) end = at + 1;
    else if (!isBlank(line)) break;
  }
  return end;
}

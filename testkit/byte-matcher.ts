/** What to look for in a stream of bytes: text, a pattern over Latin-1 text, or a test of one chunk. */
export type ByteMatch = string | RegExp | ((chunk: Buffer) => boolean);

/** Text and patterns are found across chunks up to this many characters long. */
const windowLength = 1024;

/**
 * Make a function that is fed one stream chunk by chunk and says of each whether a match ends in it.
 *
 * A chunk may split a match anywhere: what came before is remembered, and a match that ended earlier is not told again.
 */
export function matchStream(match: ByteMatch): (chunk: Buffer) => boolean {
  if (typeof match === 'function') return match;
  const pattern =
    typeof match === 'string'
      ? new RegExp(match.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), 'g')
      : new RegExp(match, match.flags.includes('g') ? match.flags : `${match.flags}g`);
  let before = '';
  return (chunk) => {
    const text = before + chunk.toString('latin1');
    const isNew = [...text.matchAll(pattern)].some((found) => found.index + found[0].length > before.length);
    before = text.slice(-windowLength);
    return isNew;
  };
}

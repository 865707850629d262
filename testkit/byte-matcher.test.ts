import { describe, expect, it } from 'vitest';
import { matchStream } from './byte-matcher.ts';

const feed = (matches: (chunk: Buffer) => boolean, ...chunks: string[]) =>
  chunks.map((chunk) => matches(Buffer.from(chunk, 'latin1')));

describe('matching a stream of bytes', () => {
  it('finds text within a chunk, and does not tell it again for the next', () => {
    expect(feed(matchStream('COMMIT'), 'BEGIN', 'x COMMIT y', 'more')).toEqual([false, true, false]);
  });

  it('finds text that is split between chunks', () => {
    expect(feed(matchStream('COMMIT'), 'COM', 'MI', 'T')).toEqual([false, false, true]);
  });

  it('takes the characters of a text literally', () => {
    expect(feed(matchStream('a.b*'), 'aXbb', 'a.b*')).toEqual([false, true]);
  });

  it('finds a pattern again when it comes again', () => {
    expect(feed(matchStream(/^2\d\d /m), '220 hello\r\n', 'x\r\n', '250 ok\r\n')).toEqual([true, false, true]);
  });
});

/** A piece of a sentence; what it is about stands out. */
export interface ToldPiece {
  readonly text: string;
  readonly isStrong: boolean;
}

/** Private-use characters, which no keyboard makes: they travel through a translation and mark what was put in. */
const [open, close] = ['\uE000', '\uE001'];

/** Mark what a sentence is about, before it is put into the sentence. */
export const strong = (text: string): string => `${open}${text.replaceAll(/[\uE000\uE001]/g, '')}${close}`;

/** A sentence in its pieces. */
export function piecesOf(sentence: string): ToldPiece[] {
  return sentence
    .split(/(\uE000[^\uE001]*\uE001)/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece.startsWith(open) ? { text: piece.slice(1, -1), isStrong: true } : { text: piece, isStrong: false },
    );
}

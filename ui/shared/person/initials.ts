const letters = new Intl.Segmenter();

/** Two letters that stand for a name: of its first and last word; of an address, of what stands before the `@`. */
export function initials(name: string): string {
  const words = (name.split('@')[0] ?? '').split(/[\s._-]+/u).filter((word) => /\p{L}|\p{N}/u.test(word));
  const [first, last] = [words[0] ?? '', words.length > 1 ? words.at(-1) : undefined];
  const shown =
    last === undefined ? [...firstLetters(first, 2)] : [...firstLetters(first, 1), ...firstLetters(last, 1)];
  return shown.join('').toLocaleUpperCase();
}

/** As people count letters: what is written with several code points is one. */
const firstLetters = (word: string, count: number) =>
  Array.from(letters.segment(word), ({ segment }) => segment).slice(0, count);

/** Words by key, in groups as deep as they need to be. */
export interface WordTree {
  readonly [key: string]: string | WordTree;
}

/** The same keys, with words of another language. */
type InOtherWords<Words extends WordTree> = {
  readonly [Key in keyof Words]: Words[Key] extends WordTree ? InOtherWords<Words[Key]> : string;
};

/**
 * The words of one area in every language. A key that German lacks, or has too much, does not compile.
 *
 * `{{name}}` stands for what is put in; a key that ends in `_one` or `_other` is a plural form, chosen by `count`.
 */
export function defineWords<const En extends WordTree>(words: { readonly en: En; readonly de: InOtherWords<En> }) {
  return words;
}

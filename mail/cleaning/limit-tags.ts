const TAG = /<(\/?)([a-z][a-z0-9]*)\b[^>]*>?/gi;
const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'param',
  'source',
  'wbr',
]);
/** Elements that end by themselves where the next begins; many mails never close them. */
const IMPLIED = new Set(['p', 'li', 'dt', 'dd', 'td', 'th', 'tr', 'tbody', 'thead', 'tfoot', 'option']);
const LIGHT = 1;
const HEAVY = 10;
const DEEPEST = 500 * HEAVY;
/** A table of ten thousand rows and five columns has about as many. */
const MOST_TAGS = 100_000;

/**
 * HTML without the tags that lie deeper, or are more, than any mail's; text untouched.
 *
 * A parser moves its whole stack at every tag, so its time grows with the square of the depth. This only looks for tags in
 * one pass and does not parse: it is for what comes before a sanitizer, never instead of one.
 */
export function limitTags(html: string): string {
  let depth = 0;
  let left = 0;
  let tags = 0;
  return html.replace(TAG, (tag, slash: string, given: string) => {
    tags += 1;
    if (tags > MOST_TAGS) return '';
    const name = given.toLowerCase();
    if (VOID.has(name)) return tag;
    const weight = IMPLIED.has(name) ? LIGHT : HEAVY;
    if (slash === '/') {
      if (left > 0) {
        left -= 1;
        return '';
      }
      depth = Math.max(0, depth - weight);
      return tag;
    }
    if (depth + weight > DEEPEST) {
      left += 1;
      return '';
    }
    depth += weight;
    return tag;
  });
}

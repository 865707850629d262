/** A piece of a text: words, or an address that can be opened. */
export interface TextPiece {
  readonly text: string;
  readonly href?: string;
}

const address = /https?:\/\/[^\s<>"'`]+/giu;

/** The pieces of a plain text. Punctuation that ends a sentence, and a bracket that was opened before, is not of the address. */
export function splitLinks(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const href = withoutEnd(found);
    if (!URL.canParse(href)) continue;
    if (index > from) pieces.push({ text: text.slice(from, index) });
    pieces.push({ text: href, href });
    from = index + href.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

function withoutEnd(found: string): string {
  let href = found.replace(/[.,;:!?…]+$/u, '');
  while (href.endsWith(')') && (href.match(/\(/g)?.length ?? 0) < (href.match(/\)/g)?.length ?? 0)) {
    href = href.slice(0, -1).replace(/[.,;:!?…]+$/u, '');
  }
  return href;
}

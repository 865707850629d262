import { TextPage } from './cleaning/text-page.ts';

const TOKEN = /<(\/?)([a-z][a-z0-9]*)([^>]*)>|[^<]+/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
/** Elements that stand on lines of their own; those with 2 have an empty line around them. */
const LINES: Readonly<Record<string, 1 | 2>> = {
  ...{ address: 1, article: 2, aside: 2, blockquote: 2, caption: 1, center: 1, dd: 1, dir: 1, div: 1, dl: 2, dt: 1 },
  ...{ figure: 2, footer: 2, h1: 2, h2: 2, h3: 2, h4: 2, h5: 2, h6: 2, header: 2, hr: 1, li: 1, main: 2, menu: 2 },
  ...{ nav: 2, ol: 2, p: 2, pre: 2, section: 2, table: 2, tr: 1, ul: 2 },
};
const VOID = ['br', 'hr', 'img', 'col', 'wbr'];

/**
 * The text of cleaned HTML, as somebody would type it: quotes with `>`, items with `-`, links with their address behind.
 *
 * @param html what `cleanHtml` gave; its regular form is relied upon
 */
export function htmlToText(html: string): string {
  const page = new TextPage();
  /** How often each hidden element's name was opened inside it, outermost first. */
  let hidden: { tag: string; depth: number } | null = null;
  for (const [token, slash, tag, attributes = ''] of html.matchAll(TOKEN)) {
    if (hidden !== null) {
      if (tag === hidden.tag) hidden.depth += slash === '' ? 1 : -1;
      if (hidden.depth === 0) hidden = null;
    } else if (tag === undefined) page.write(unescape(token));
    else if (slash === '/') close(page, tag);
    else if (!VOID.includes(tag) && /style="(?:[^"]*;)?display:none/i.test(attributes)) hidden = { tag, depth: 1 };
    else open(page, tag, attributes);
  }
  return page.text();
}

function open(page: TextPage, tag: string, attributes: string): void {
  const lines = LINES[tag];
  if (lines !== undefined) page.breakLine(lines);
  if (tag === 'br') page.endLine();
  else if (tag === 'hr') page.rule();
  else if (tag === 'li') page.write('- ');
  else if (tag === 'td' || tag === 'th') page.nextCell();
  else if (tag === 'img') page.write(unescape(/ alt="([^"]+)"/.exec(attributes)?.[1] ?? ''));
  else if (tag === 'blockquote') page.openQuote();
  else if (tag === 'pre') page.openVerbatim();
  else if (tag === 'a') page.openLink(unescape(/ href="(https?:[^"]*)"/.exec(attributes)?.[1] ?? ''));
}

function close(page: TextPage, tag: string): void {
  const lines = LINES[tag];
  if (lines !== undefined) page.breakLine(lines);
  if (tag === 'blockquote') page.closeQuote();
  else if (tag === 'pre') page.closeVerbatim();
  else if (tag === 'a') page.closeLink();
}

function unescape(text: string): string {
  return text
    .replace(/&(amp|lt|gt|quot);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replaceAll('\u00a0', ' ');
}

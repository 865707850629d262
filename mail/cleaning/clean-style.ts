import { webUrl } from './safe-url.ts';

const LONGEST_STYLE = 20_000;
const LONGEST_VALUE = 300;

/** Properties that dress text, boxes and tables. None takes anything out of its place in the page. */
const PROPERTIES = new Set([
  ...['color', 'background', 'background-color', 'direction', 'display', 'vertical-align', 'white-space'],
  ...['font', 'font-family', 'font-size', 'font-style', 'font-variant', 'font-weight', 'line-height'],
  ...['text-align', 'text-decoration', 'text-indent', 'text-transform', 'letter-spacing', 'word-spacing'],
  ...['word-break', 'word-wrap', 'overflow-wrap', 'width', 'height', 'table-layout', 'caption-side', 'empty-cells'],
  ...['min-width', 'max-width', 'min-height', 'max-height', 'list-style', 'list-style-type', 'list-style-position'],
  ...['border', 'border-collapse', 'border-color', 'border-radius', 'border-spacing', 'border-style', 'border-width'],
  ...['margin', 'padding'],
  ...['top', 'right', 'bottom', 'left'].flatMap((side) => [
    ...[`margin-${side}`, `padding-${side}`, `border-${side}`],
    ...[`border-${side}-color`, `border-${side}-style`, `border-${side}-width`],
  ]),
]);
const DISPLAYS = /^(?:block|inline|inline-block|list-item|none|table(?:-[a-z]+){0,2})$/;
/** Words, sizes, colours, names of fonts. No escapes and no comments, in which anything can hide. */
const PLAIN = /^[\w\s#%.,'"()/+-]*$/;

/** What is left of a style attribute. */
export interface CleanedStyle {
  /** Empty if nothing is left. */
  readonly style: string;
  /** The picture on the web that the background asked for. */
  readonly remoteBackground: string | null;
}

/** The harmless part of a style attribute: known properties with plain values, none of which loads anything. */
export function cleanStyle(style: string): CleanedStyle {
  const kept = new Map<string, string>();
  let remoteBackground: string | null = null;
  for (const [name, value] of declarations(style)) {
    if (name === 'background' || name === 'background-image') {
      const [, address = ''] = /url\(\s*["']?([^"')\s]+)/i.exec(value) ?? [];
      remoteBackground = webUrl(address) ?? remoteBackground;
    }
    if (PROPERTIES.has(name) && isHarmless(name, value)) kept.set(name, value);
  }
  return { style: [...kept].map(([name, value]) => `${name}:${value}`).join(';'), remoteBackground };
}

function isHarmless(name: string, value: string): boolean {
  if (value === '' || value.length > LONGEST_VALUE || !PLAIN.test(value)) return false;
  if (/\((?<!\b(?:rgb|rgba|hsl|hsla)\()/i.test(value)) return false;
  if ((value.split("'").length - 1) % 2 !== 0) return false;
  // The view makes its frame as high as its content: what is as high as the frame would grow for ever.
  if (/\d(?:[dls]?v(?:[hwbi]|min|max))\b/i.test(value)) return false;
  if (name === 'display') return DISPLAYS.test(value.toLowerCase());
  // What is pulled over its neighbour covers it.
  return !name.startsWith('margin') || !/(?:^|\s)-/.test(value);
}

/** Divided at semicolons that stand outside quotes and brackets, in one pass. */
function declarations(style: string): [string, string][] {
  const found: [string, string][] = [];
  const add = (text: string) => {
    const colon = text.indexOf(':');
    if (colon < 0) return;
    const value = text
      .slice(colon + 1)
      .replace(/!\s*important/gi, '')
      .replaceAll('"', "'")
      .replace(/\s+/g, ' ');
    found.push([text.slice(0, colon).trim().toLowerCase(), value.trim()]);
  };
  let start = 0;
  let quote = '';
  let depth = 0;
  const text = style.slice(0, LONGEST_STYLE);
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (character === ';' && depth === 0) {
      add(text.slice(start, at));
      start = at + 1;
    }
  }
  // What was cut off in its middle is not read as if it ended there.
  if (text.length === style.length && quote === '' && depth === 0) add(text.slice(start));
  return found;
}

import { cleanStyle } from './clean-style.ts';
import { enclosedImageUrl, linkUrl, webSourceSet, webUrl } from './safe-url.ts';

type Attributes = Readonly<Record<string, string>>;

const NUMBER = /^\d{1,5}$/;
const SIZE = /^\d{1,5}(?:\.\d{1,4})?(?:px|pt|%)?$/i;
const WORD = /^[a-z-]{1,20}$/i;
const COLOUR = /^(?:#?[0-9a-f]{3,8}|[a-z]{3,20}|rgb\([\d\s,.%]{1,30}\))$/i;
const TEXT = /^[^<>]{0,1000}$/;

/** Attributes that any element may have, or those named beside, and what their values look like. */
const PLAIN: Readonly<Record<string, { readonly like: RegExp; readonly on?: readonly string[] }>> = {
  align: { like: WORD },
  valign: { like: WORD },
  dir: { like: /^(?:ltr|rtl|auto)$/i },
  lang: { like: /^[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,3}$/i },
  title: { like: TEXT },
  bgcolor: { like: COLOUR },
  color: { like: COLOUR, on: ['font', 'hr'] },
  face: { like: /^[\w\s,'-]{1,200}$/, on: ['font'] },
  size: { like: /^[+-]?\d{1,2}$/, on: ['font', 'hr'] },
  width: { like: SIZE },
  height: { like: SIZE },
  border: { like: SIZE, on: ['table', 'img'] },
  cellpadding: { like: SIZE, on: ['table'] },
  cellspacing: { like: SIZE, on: ['table'] },
  hspace: { like: NUMBER, on: ['img', 'table'] },
  vspace: { like: NUMBER, on: ['img', 'table'] },
  colspan: { like: NUMBER, on: ['td', 'th'] },
  rowspan: { like: NUMBER, on: ['td', 'th'] },
  span: { like: NUMBER, on: ['col', 'colgroup'] },
  nowrap: { like: /^(?:nowrap)?$/i, on: ['td', 'th'] },
  start: { like: NUMBER, on: ['ol'] },
  type: { like: /^(?:[1aAiI]|disc|circle|square)$/, on: ['ol', 'ul', 'li'] },
  alt: { like: TEXT, on: ['img'] },
};

/** Every name that `cleanAttributes` may give. */
export const ATTRIBUTES = [
  ...Object.keys(PLAIN),
  ...['href', 'rel', 'target', 'src', 'style'],
  ...['data-remote-src', 'data-remote-srcset', 'data-remote-background'],
];

/** The harmless attributes of an element, its remote addresses under `data-remote-*`, which load nothing. */
export function cleanAttributes(tag: string, given: Attributes): Record<string, string> {
  const kept: Record<string, string> = {};
  if (Object.keys(given).length === 0) return kept;
  for (const [name, { like, on }] of Object.entries(PLAIN)) {
    const value = given[name]?.trim();
    if (value !== undefined && like.test(value) && (on?.includes(tag) ?? true)) kept[name] = value;
  }
  const { style, remoteBackground } = cleanStyle(given['style'] ?? '');
  if (style !== '') kept['style'] = style;
  const background = remoteBackground ?? webUrl(given['background'] ?? given['data-remote-background'] ?? '');
  if (background !== null) kept['data-remote-background'] = background;
  if (tag === 'a') Object.assign(kept, ofLink(given));
  if (tag === 'img') Object.assign(kept, ofImage(given));
  return kept;
}

function ofLink(given: Attributes): Record<string, string> {
  const href = linkUrl(given['href'] ?? '');
  return href === null ? {} : { href, rel: 'noopener noreferrer nofollow', target: '_blank' };
}

function ofImage(given: Attributes): Record<string, string> {
  const src = enclosedImageUrl(given['src'] ?? '');
  if (src !== null) return { src };
  const remote = webUrl(given['src'] ?? '') ?? webUrl(given['data-remote-src'] ?? '');
  const set = webSourceSet(given['srcset'] ?? '') || webSourceSet(given['data-remote-srcset'] ?? '');
  return { ...(remote !== null && { 'data-remote-src': remote }), ...(set !== '' && { 'data-remote-srcset': set }) };
}

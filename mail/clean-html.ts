import sanitizeHtml from 'sanitize-html';
import { ATTRIBUTES, cleanAttributes } from './cleaning/clean-attributes.ts';
import { limitTags } from './cleaning/limit-tags.ts';

/** Longer ones lose pictures written into them, then are cut: cleaning takes time in proportion. In UTF-16 units. */
const LONGEST = 1_000_000;
const LARGE_PICTURE = /data:image\/[a-z]{2,10};base64,[a-z0-9+/=\s]{100000,}/gi;
/** Deeper elements lose their tags and keep their text. Browsers have a limit too, twice as high. */
const DEEPEST = 200;
/** How often a result is cleaned again until nothing changes any more. */
const ROUNDS = 4;

/** Elements that dress text: no foreign markup, no forms, nothing whose content is not HTML. */
const ELEMENTS = [
  ...['a', 'abbr', 'acronym', 'address', 'article', 'aside', 'b', 'bdi', 'bdo', 'big', 'blockquote', 'br', 'caption'],
  ...['center', 'cite', 'code', 'col', 'colgroup', 'dd', 'del', 'dfn', 'dir', 'div', 'dl', 'dt', 'em', 'figcaption'],
  ...['figure', 'font', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hr', 'i', 'img', 'ins', 'kbd', 'li'],
  ...['main', 'mark', 'menu', 'nav', 'ol', 'p', 'pre', 'q', 's', 'samp', 'section', 'small', 'span', 'strike'],
  ...['strong', 'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'time', 'tr', 'tt', 'u', 'ul', 'var'],
  'wbr',
];
const ALLOWED = new Set(ELEMENTS);
const SHOWN = ['src', 'alt', 'data-remote-src', 'data-remote-srcset'];
/** Elements whose text no reader would see. */
const UNREAD = ['script', 'style', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes', 'template'];

const options: sanitizeHtml.IOptions = {
  allowedTags: ELEMENTS,
  nonTextTags: UNREAD,
  allowedAttributes: { '*': ATTRIBUTES },
  selfClosing: ['img', 'br', 'hr', 'col', 'wbr'],
  // A second net: what is beyond these, cleanAttributes has taken out.
  allowedSchemes: ['http', 'https', 'mailto', 'tel', 'cid'],
  allowedSchemesByTag: { img: ['cid', 'data'] },
  allowProtocolRelative: false,
  parseStyleAttributes: false,
  nestingLimit: DEEPEST,
  transformTags: {
    body: (_, given) => ({ tagName: 'div', attribs: given }),
    '*': (tag, given) => {
      const attribs = ALLOWED.has(tag) ? cleanAttributes(tag, given) : {};
      // Of a picture that may not be shown and says nothing, no frame is left either.
      return { tagName: tag === 'img' && !SHOWN.some((name) => name in attribs) ? 'nothing' : tag, attribs };
    },
  },
};

/**
 * HTML of a stranger, made harmless for showing.
 *
 * Kept are text, tables, lists, colours, fonts, links (`http`, `https`, `mailto`, `tel`; in a new window that knows nothing
 * of ours) and pictures that came with the mail (`cid:`, `data:` of pixels). What would load anything from elsewhere waits
 * under `data-remote-src`, `data-remote-srcset` and `data-remote-background`, each an absolute address or a set of them;
 * the view puts it back when the reader asks. All else goes: scripts, events, forms, frames, styles that load or cover,
 * ids and classes. Cleaning the result again changes nothing.
 */
export function cleanHtml(html: string): string {
  let clean = once(limitTags(withoutControls(shorten(html))));
  for (let round = 0; round < ROUNDS; round += 1) {
    const again = once(clean);
    if (again === clean) return clean;
    clean = again;
  }
  return sanitizeHtml(clean, { allowedTags: [], allowedAttributes: {}, nonTextTags: UNREAD });
}

function shorten(html: string): string {
  if (html.length <= LONGEST) return html;
  const lighter = html.replace(LARGE_PICTURE, '');
  return lighter.length <= LONGEST ? lighter : `${lighter.slice(0, LONGEST)}<p>[…]</p>`;
}

function once(html: string): string {
  // Afterwards, too: a reference (`&#1;`) becomes the character it names.
  return withoutControls(sanitizeHtml(html, options));
}

function withoutControls(text: string): string {
  // eslint-disable-next-line no-control-regex -- no text needs them, and programs disagree about them
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202d\u202e]/g, '');
}

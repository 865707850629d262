/** What may stand behind a quote and still leaves it the end of the mail. */
const nothing = /^[\s\u00a0]*$/;

/**
 * A mail whose quotes at its end are folded away, as `details`, which open without any script.
 *
 * Only what ends the mail: a quote that is answered below is part of what its writer says. A mail that is nothing but a quote
 * stays as it is.
 */
export function foldQuotes(html: string, label: string): string {
  if (!/<blockquote[\s>]/i.test(html)) return html;
  const document = new DOMParser().parseFromString(html, 'text/html');
  const { body } = document;
  const outer = [...body.querySelectorAll('blockquote')].filter((quote) => !quote.parentElement?.closest('blockquote'));
  for (const quote of outer.toReversed()) {
    if (!nothing.test(textAfter(quote, body))) break;
    const details = document.createElement('details');
    const summary = document.createElement('summary');
    summary.textContent = label;
    quote.replaceWith(details);
    details.append(summary, quote);
  }
  return nothing.test(textOutside(body)) ? html : body.innerHTML;
}

/** What is said after an element, what is folded already left out. */
function textAfter(element: Element, body: Element): string {
  let text = '';
  for (let at: Element = element; at !== body; at = at.parentElement ?? body) {
    for (let next = at.nextSibling; next; next = next.nextSibling) text += textOf(next);
  }
  return text;
}

const textOutside = (body: Element) => [...body.childNodes].map(textOf).join('');

function textOf(node: Node): string {
  if (!(node instanceof Element)) return node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '';
  if (node.localName === 'details') return '';
  if (node.localName === 'img') return 'picture';
  return [...node.childNodes].map(textOf).join('');
}

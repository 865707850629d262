const remote = 'data-remote-';
/** What may be put back. Anything else that hides behind the prefix stays where it is. */
const restorable: ReadonlySet<string> = new Set(['src', 'srcset', 'background', 'poster']);
const style = 'data-style';

/** How many things of a mail lie on other servers. Counted in an inert document: nothing is loaded by looking. */
export function countRemote(html: string): number {
  return [...parse(html).querySelectorAll('*')].filter((element) => remoteAttributes(element).length > 0).length;
}

/**
 * A mail as its frame takes it.
 *
 * Styles of elements are set aside, since the page's policy lets none be written into a document; `applyStyles` sets them.
 * Addresses on other servers come back to where they were if the reader asked for them: HTTPS only, which the frame allows.
 */
export function prepareMail(html: string, showsRemote: boolean): string {
  const body = parse(html);
  for (const element of body.querySelectorAll('*')) {
    const inline = element.getAttribute('style');
    if (inline !== null) {
      element.setAttribute(style, inline);
      element.removeAttribute('style');
    }
    if (showsRemote) restore(element);
  }
  return body.innerHTML;
}

/** Set the styles that were set aside, from outside: that is no writing into the document. */
export function applyStyles(mail: Document): void {
  for (const element of mail.querySelectorAll<HTMLElement>(`[${style}]`)) {
    element.style.cssText = element.getAttribute(style) ?? '';
  }
}

function restore(element: Element): void {
  for (const { name, value } of remoteAttributes(element)) {
    element.setAttribute(name.slice(remote.length), value.replaceAll(/\bhttp:\/\//gi, 'https://'));
    element.removeAttribute(name);
  }
}

const remoteAttributes = (element: Element) =>
  [...element.attributes].filter(({ name }) => name.startsWith(remote) && restorable.has(name.slice(remote.length)));

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html').body;

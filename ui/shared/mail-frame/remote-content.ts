const remote = 'data-remote-';
/** What may be put back. Anything else that hides behind the prefix stays where it is. */
const restorable: ReadonlySet<string> = new Set(['src', 'srcset', 'background', 'poster']);

/** How many things of a mail lie on other servers. Counted in an inert document: nothing is loaded by looking. */
export function countRemote(html: string): number {
  return [...parse(html).querySelectorAll('*')].filter((element) => remoteAttributes(element).length > 0).length;
}

/** The mail with its remote addresses where they were, as its reader asked for. HTTPS only, which the frame allows. */
export function restoreRemote(html: string): string {
  const body = parse(html);
  for (const element of body.querySelectorAll('*')) {
    for (const { name, value } of remoteAttributes(element)) {
      element.setAttribute(name.slice(remote.length), value.replaceAll(/\bhttp:\/\//gi, 'https://'));
      element.removeAttribute(name);
    }
  }
  return body.innerHTML;
}

const remoteAttributes = (element: Element) =>
  [...element.attributes].filter(({ name }) => name.startsWith(remote) && restorable.has(name.slice(remote.length)));

const parse = (html: string) => new DOMParser().parseFromString(html, 'text/html').body;

const tag = /<[a-z][^\s/>]*(?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const quotedOrStyle = /"[^"]*"|'[^']*'|\sstyle(?=\s*=)/gi;

/** Where the style of an element waits until `applyStyles` sets it. */
const aside = 'data-style';

/**
 * A mail with the styles of its elements set aside.
 *
 * The page's policy lets no style be written into a document, not even into one that is only parsed, and complains of each.
 * So this happens on the text, which comes from the cleaner and is well-formed; what it missed the policy would refuse.
 */
export function setStylesAside(html: string): string {
  return html.replace(tag, (whole) =>
    whole.replace(quotedOrStyle, (found) => (/^["']/.test(found) ? found : ` ${aside}`)),
  );
}

/** Set the styles that were set aside, from outside: that is no writing into the document. */
export function applyStyles(mail: Document): void {
  for (const element of mail.querySelectorAll<HTMLElement>(`[${aside}]`)) {
    element.style.cssText = element.getAttribute(aside) ?? '';
  }
}

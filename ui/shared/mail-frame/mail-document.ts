import type { Theme } from '../theme/theme-in-force.ts';

/** What a mail is shown by. */
export interface MailPaper {
  /** As the cleaner left it, its styles set aside. */
  readonly html: string;
  /** Whether it brings colours of its own: see `bringsColours`. */
  readonly isColoured: boolean;
  readonly theme: Theme;
  /** Where the style of the frame is. */
  readonly styleUrl: string;
  /** Origins besides the page's own from which pictures of ours come. */
  readonly imageOrigins: readonly string[];
  /** Whether the reader wants what lies on other servers. */
  readonly showsRemote: boolean;
}

/**
 * The document of a mail's frame, for `srcdoc`.
 *
 * The cleaner has taken out what runs; this is the second wall: nothing may run, load or be sent, except our style, and
 * pictures of ours or, once asked for, of anyone over HTTPS. The page's own policy holds in the frame as well.
 */
export function mailDocument({ html, isColoured, theme, styleUrl, imageOrigins, showsRemote }: MailPaper): string {
  const images = ["'self'", 'data:', ...imageOrigins, ...(showsRemote ? ['https:'] : [])].join(' ');
  const policy = `default-src 'none'; img-src ${images}; style-src 'self'; font-src 'self'; form-action 'none'`;
  return [
    '<!doctype html>',
    isColoured && theme === 'dark' ? '<html data-theme="light" class="paper">' : `<html data-theme="${theme}">`,
    '<head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">`,
    '<meta name="referrer" content="no-referrer">',
    '<base target="_blank">',
    `<link rel="stylesheet" href="${escapeAttribute(styleUrl)}">`,
    '</head><body>',
    html,
    '</body></html>',
  ].join('');
}

/** Whether a mail sets colours, which are readable only on the paper they were chosen for. */
export function bringsColours(html: string): boolean {
  return /<[^>]*\s(?:bgcolor|color)\s*=|<[^>]*\sstyle\s*=\s*["'][^"']*(?:color|background)\s*:|<style[\s>]/i.test(html);
}

const escapeAttribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

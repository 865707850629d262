const LONGEST = 8000;
/** Browsers drop these wherever they stand in an address; so must whoever looks at its scheme. */
// eslint-disable-next-line no-control-regex -- they are what it is about
const INVISIBLE = /[\u0000-\u0020\u007f-\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;
/** Pictures a browser draws and never runs; SVG is not among them. */
const DATA_IMAGE = /^data:image\/(?:png|jpe?g|gif|webp|bmp);base64,[a-z0-9+/=]*$/i;

/**
 * The address of something on the web as a browser would read it, null if it is not one.
 *
 * Absolute `http` and `https` only: relative addresses would lead to this very server. A name and password before the host
 * are taken out, since their one use in a mail is to look like a host.
 */
export function webUrl(address: string): string | null {
  const bare = address
    .replace(INVISIBLE, '')
    .replace(/^[/\\]{2}/, 'https://')
    .replace(/^www\./i, 'https://www.');
  if (!/^https?:/i.test(bare) || bare.length > LONGEST || !URL.canParse(bare)) return null;
  const url = new URL(bare);
  url.username = '';
  url.password = '';
  return url.href;
}

/** Where a link may lead: the web, a mail, a call. Null for everything else. */
export function linkUrl(address: string): string | null {
  const bare = address.replace(INVISIBLE, '');
  const [, scheme, rest = ''] = /^(mailto|tel):(.*)$/is.exec(bare) ?? [];
  if (scheme !== undefined) return rest.length > LONGEST ? null : `${scheme.toLowerCase()}:${rest}`;
  return webUrl(address);
}

/** The address of a picture that comes with the mail itself: `cid:` or a small `data:` image. Null for everything else. */
export function enclosedImageUrl(address: string): string | null {
  const bare = address.replace(INVISIBLE, '');
  const [, id = ''] = /^cid:(.{1,250})$/is.exec(bare) ?? [];
  if (id !== '') return `cid:${id}`;
  return DATA_IMAGE.test(bare) ? bare : null;
}

/** The absolute addresses of a `srcset`, each with its descriptor; empty if there is none. */
export function webSourceSet(srcset: string): string {
  const candidates = srcset.slice(0, LONGEST).split(/,\s+|,(?=https?:|\/\/)/);
  return candidates
    .flatMap((candidate) => {
      const [address = '', descriptor = ''] = candidate.trim().split(/\s+/);
      const url = webUrl(address.replace(/,$/, ''));
      if (url === null) return [];
      return [/^\d+(?:\.\d+)?[wx]$/.test(descriptor) ? `${url} ${descriptor}` : url];
    })
    .slice(0, 20)
    .join(', ');
}

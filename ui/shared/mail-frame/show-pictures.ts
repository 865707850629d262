/** A mail whose pictures that came with it are asked for where they are, by what `cid:` names (RFC 2392). */
export function showPictures(html: string, pictures: ReadonlyMap<string, string>): string {
  if (pictures.size === 0 || !/\scid:|["']cid:/i.test(html)) return html;
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  for (const image of body.querySelectorAll('img[src^="cid:" i]')) {
    const id = decode(image.getAttribute('src')?.slice('cid:'.length) ?? '');
    const at = pictures.get(id);
    if (at !== undefined) image.setAttribute('src', at);
  }
  return body.innerHTML;
}

/** A `cid:` address may have characters of the id in percent-encoding. */
function decode(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

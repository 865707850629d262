const anything = 'application/octet-stream';

/** Types that a browser would run, or read as a page; whatever else there is in a name like `image/svg+xml`. */
const ACTIVE = /html|xml|svg|script|mhtml|multipart|flash/;

/** The media type under which a stranger's file leaves as a download: as it is said, unless it could be a page. */
export function downloadType(said: string): string {
  const [type = ''] = said.split(';', 1);
  const plain = type.trim().toLowerCase();
  const isOne = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/.test(plain);
  return isOne && !ACTIVE.test(plain) ? plain : anything;
}

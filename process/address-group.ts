import { isIPv4, isIPv6 } from 'node:net';

const pieces = 8;

/**
 * Whose an address is, as far as an address tells: IPv4 by itself, IPv6 by its /64, which one customer of a provider has
 * whole. `unknown` for a client that has left before anybody asked.
 */
export function addressGroup(address: string | undefined): string {
  const plain = (address ?? '').replace(/%.*$/, '');
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return 'unknown';
  const all = piecesOf(plain);
  // RFC 4291, section 2.5.5.2: an IPv4 client at a socket of IPv6.
  const isMapped = all.slice(0, 5).every((piece) => piece === 0) && all[5] === 0xffff;
  if (isMapped)
    return all
      .slice(6)
      .flatMap((piece) => [piece >> 8, piece & 0xff])
      .join('.');
  return `${all
    .slice(0, 4)
    .map((piece) => piece.toString(16))
    .join(':')}::/64`;
}

/** The eight numbers of an IPv6 address; URLs know how to write the IPv4 at the end of one in hex. */
function piecesOf(address: string): number[] {
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const numbers = (text: string) => (text === '' ? [] : text.split(':').map((piece) => Number.parseInt(piece, 16)));
  const [before, after] = [numbers(head), numbers(tail ?? '')];
  return [...before, ...Array<number>(pieces - before.length - after.length).fill(0), ...after];
}

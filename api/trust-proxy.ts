import { isIP } from 'node:net';
import { z } from 'zod';

const namedRanges = new Set(['loopback', 'linklocal', 'uniquelocal']);

/**
 * Which proxies may say where a request came from: how many stand in front, or their addresses and subnets.
 *
 * "All" is no choice: whoever reaches the port could then claim any address.
 */
export const trustProxy = z.string().transform((text, context): number | string[] | false => {
  if (/^\d$/.test(text)) return text === '0' ? false : Number(text);
  const ranges = text.split(',').map((part) => part.trim());
  if (ranges.every(isRange)) return ranges;
  context.addIssue('must be the number of proxies (0 to 9), or addresses and subnets separated by commas');
  return z.NEVER;
});

function isRange(text: string): boolean {
  if (namedRanges.has(text)) return true;
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
}

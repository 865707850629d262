import { addressParser, type Address } from 'postal-mime';
import type { MailAddress } from '../parsed-mail.ts';
import { oneLine } from './one-line.ts';

/** More of them nobody answers by hand; a list this long is an attack on whoever does. */
const MOST = 500;
/** Longer than any server takes (RFC 5321 §4.5.3.1): 64 and 255 octets. */
const LONGEST = 320;

/**
 * The addresses of header fields (`From`, `To`, …), groups unfolded, without what is no address.
 *
 * @param fields values as the message has them, still encoded
 */
export function readAddresses(fields: readonly string[]): MailAddress[] {
  const found: MailAddress[] = [];
  for (const field of fields) {
    for (const { name, address = '' } of flat(addressParser(field))) {
      const readable = readAddress(oneLine(address));
      if (readable === '' || readable.length > LONGEST) continue;
      found.push({ name: nameOf(name, readable), address: readable });
      if (found.length >= MOST) return found;
    }
  }
  return found;
}

function flat(addresses: readonly Address[]): Address[] {
  return addresses.flatMap((one) => one.group ?? [one]);
}

/** Without comments (RFC 5322 §3.2.2). What is quoted is taken whole or not at all: half of it would be somebody else's. */
function readAddress(written: string): string {
  if (written.length > 2 * LONGEST) return '';
  const text = written.includes('(') ? written.replace(/\((?:[^()\\]|\\.)*\)|\s+/g, '') : written;
  if (/^(?:"[^"\\]+"|[^\s<>@,;"]+)@[^\s<>@,;"]+$/.test(text)) return text;
  // With several, which of them is meant would be a guess.
  const [found = '', ...others] = text.match(/[^\s<>@,;]+@[^\s<>@,;]+/g) ?? [];
  return others.length > 0 || text.includes('"') ? '' : found;
}

/** Some programs repeat the address as the name. */
function nameOf(name: string, address: string): string {
  const shown = oneLine(name)
    .replace(/^(["'])(.*)\1$/, '$2')
    .trim();
  return shown === address || shown === `<${address}>` ? '' : shown;
}

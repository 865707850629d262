import type { MediaType } from '../parsed-mail.ts';
import { oneLine } from './one-line.ts';

const QUOTED_OR_COMMENT = /"(?:[^"\\]|\\.)*"|\((?:[^()\\]|\\.)*\)/g;
const PARAMETER = /;\s*([\w!#$%&'*+.^`{|}~-]{1,60})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/g;

/** The media type that a `Content-Type` field names (RFC 2045 §5.1, RFC 2231 §3); `text/plain` if it names none. */
export function readMediaType(field: string | null): MediaType {
  const line = oneLine(field ?? '')
    .slice(0, 2000)
    .replace(QUOTED_OR_COMMENT, (found) => (found.startsWith('"') ? found : ''));
  const value = /^\s*([\w!#$&^.+-]+\/[\w!#$&^.+-]+)/.exec(line)?.[1]?.toLowerCase() ?? 'text/plain';
  const parameters = new Map<string, string>();
  for (const [, written = '', quoted, token = ''] of line.matchAll(PARAMETER)) {
    const [, name = '', section = ''] = /^([^*]*)(\*.*)?$/.exec(written.toLowerCase()) ?? [];
    const piece = quoted?.replace(/\\(.)/g, '$1') ?? token;
    const text = section.endsWith('*') ? decodePercent(piece.replace(/^[^']*'[^']*'/, '')) : piece;
    // Of two the first counts, as in the parser that divides the message by it; numbered ones are pieces of one.
    if (/^\*\d/.test(section)) parameters.set(name, (parameters.get(name) ?? '') + text);
    else if (!parameters.has(name)) parameters.set(name, text);
  }
  return { value, parameters: Object.fromEntries(parameters) };
}

function decodePercent(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

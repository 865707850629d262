const urlPassword = /(:\/\/[^\s:@/"'?#\\]*:)[^\s@/"'?#\\]+@/g;
/** Passwords of servers may hold raw `/`, `?`, `#` and `@`, which make the URL invalid and thus end up in error messages. */
const serverUrlPassword = /((?:postgres(?:ql)?|rediss?|smtps?|imaps?|amqps?):\/\/[^\s:@/"'\\]*:)[^\s"']{1,512}@/gi;
const secretName = String.raw`[^"\\]*(?:authorization|cookie|password|passwd|secret|token|api_?-?key|encryption_?keys?(?:_previous)?)`;
const secretKey = new RegExp(String.raw`"${secretName}":`, 'gi');
/** The same inside a string that is itself JSON, such as a quoted request body. */
const quotedSecret = new RegExp(
  String.raw`(\\"${secretName}\\":\s*)\\"(?:[^"\\]|\\\\(?:\\["\\]|[^"\\])|\\[^"\\])*(?:\\")?`,
  'gi',
);

const mask = '"[redacted]"';

/**
 * A line of JSON without secrets: the values of keys such as `password` or `authorization` at any depth, and the
 * passwords of URLs in any text.
 *
 * Works on the finished line, so that nothing can reach the log another way: bindings, messages, stacks, causes and the
 * enumerable properties of foreign errors (Node's `ERR_INVALID_URL` carries its whole input) all pass here. Linear in the
 * length of the line.
 */
export function scrubLogLine(line: string): string {
  return scrubKeys(line)
    .replace(quotedSecret, '$1\\"[redacted]\\"')
    .replace(serverUrlPassword, '$1[redacted]@')
    .replace(urlPassword, '$1[redacted]@');
}

function scrubKeys(line: string): string {
  let clean = '';
  let from = 0;
  secretKey.lastIndex = 0;
  for (let match = secretKey.exec(line); match; match = secretKey.exec(line)) {
    const valueAt = secretKey.lastIndex;
    const end = endOfValue(line, valueAt);
    clean += line.slice(from, valueAt) + (line.startsWith('null', valueAt) ? 'null' : mask);
    from = end;
    secretKey.lastIndex = end;
  }
  return clean + line.slice(from);
}

/** Where the JSON value ends that starts at `at`. */
function endOfValue(line: string, at: number): number {
  let depth = 0;
  for (let index = at; index < line.length; index++) {
    const character = line[index];
    if (character === '"') index = endOfString(line, index);
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    else if (depth > 0 || character !== ',') continue;
    if (depth < 0 || (depth === 0 && character === ',')) return index;
    if (depth === 0) return index + 1;
  }
  return line.length;
}

function endOfString(line: string, quote: number): number {
  for (let index = quote + 1; index < line.length; index++) {
    if (line[index] === '\\') index++;
    else if (line[index] === '"') return index;
  }
  return line.length;
}

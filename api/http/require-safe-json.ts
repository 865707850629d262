import { Problem } from '#domain/contracts/problem';

/** Deeper than any of our documents; schemas that call themselves must not meet more. */
const deepest = 64;

/**
 * Refuse JSON that is dangerous whatever the schema: too deep, with keys that reach into prototypes, or with what PostgreSQL
 * cannot store: NUL characters, and halves of surrogate pairs, which it refuses in JSON and which texts would lose silently.
 * Also bytes, which sockets carry and JSON does not.
 *
 * Does not call itself, so depth costs no stack.
 *
 * @throws {Problem} `malformed_request`
 */
export function requireSafeJson(json: unknown): void {
  const open: { value: unknown; depth: number }[] = [{ value: json, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value === 'string') requireStorable(value);
    if (typeof value !== 'object' || value === null) continue;
    if (ArrayBuffer.isView(value)) refuse('The body has bytes, which are no JSON.');
    if (depth === deepest) refuse(`The body is nested deeper than ${String(deepest)} levels.`);
    for (const [key, member] of Object.entries(value)) {
      requireStorable(key);
      if (key === '__proto__' || (key === 'constructor' && reachesPrototype(member))) {
        refuse('The body has a key that is not allowed.');
      }
      open.push({ value: member, depth: depth + 1 });
    }
  }
}

function reachesPrototype(member: unknown): boolean {
  return typeof member === 'object' && member !== null && Object.hasOwn(member, 'prototype');
}

function requireStorable(text: string): void {
  if (text.includes('\0')) refuse('The body has a NUL character.');
  if (/\p{Cs}/u.test(text)) refuse('The body has half of a surrogate pair, which is no character.');
}

function refuse(detail: string): never {
  throw new Problem('malformed_request', { detail });
}

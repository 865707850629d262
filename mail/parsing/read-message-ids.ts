const MOST = 200;

/**
 * The Message-IDs of a field (`Message-ID`, `In-Reply-To`, `References`; RFC 5322 §3.6.4), each with angle brackets.
 *
 * Blanks inside one, which folding leaves there, are taken out, and so are control characters. What is no id (the words of old `In-Reply-To` fields) is
 * passed over; of more than 200 the first and the newest count, as RFC 5322 suggests for long threads.
 */
export function readMessageIds(field: string): string[] {
  const found = [...field.matchAll(/<([^<>]{1,998})>/g)].map(([, id = '']) => `<${id.replace(/[\s\p{Cc}]+/gu, '')}>`);
  const ids = [...new Set(found.filter((id) => id.length > 2))];
  return ids.length <= MOST ? ids : [...ids.slice(0, 1), ...ids.slice(1 - MOST)];
}

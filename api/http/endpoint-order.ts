import type { Endpoint } from './endpoint.ts';

/**
 * Endpoints in the order in which a router must try them: a fixed part of a path goes before a parameter in its place.
 *
 * So `/tickets/export` is found although `/tickets/:ticketId` would match it too, whatever order they are listed in.
 *
 * @throws {Error} if two have the same method and, but for the names of parameters, the same path
 */
export function inMatchingOrder(endpoints: readonly Endpoint[]): Endpoint[] {
  const seen = new Set<string>();
  for (const { method, path } of endpoints) {
    const address = `${method} ${path.replace(/:[^/]+/g, ':')}`;
    if (seen.has(address)) throw new Error(`Two endpoints answer ${method.toUpperCase()} ${path}.`);
    seen.add(address);
  }
  return [...endpoints].sort((a, b) => compareParts(a.path.split('/'), b.path.split('/')));
}

/**
 * Part by part: a parameter after every fixed text, fixed texts by their letters; then the shorter path first. Each pair of
 * paths must have an answer of its own: with "these two are equal" for paths that are not, sorting may leave any order.
 */
function compareParts(a: readonly string[], b: readonly string[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined) break;
    const difference = compareOne(part, other);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareOne(a: string, b: string): number {
  const [aIsParameter, bIsParameter] = [a.startsWith(':'), b.startsWith(':')];
  if (aIsParameter || bIsParameter) return Number(aIsParameter) - Number(bIsParameter);
  return a < b ? -1 : Number(a > b);
}

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

function compareParts(a: readonly string[], b: readonly string[]): number {
  for (const [index, part] of a.entries()) {
    const difference = Number(part.startsWith(':')) - Number(b[index]?.startsWith(':') ?? false);
    if (difference !== 0) return difference;
  }
  return 0;
}

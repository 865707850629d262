import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endpoint } from './endpoint.ts';
import { inMatchingOrder } from './endpoint-order.ts';

const get = (path: string) => endpoint({ method: 'get', path, summary: path, handle: () => undefined });
const pathsInOrder = (paths: readonly string[]) => inMatchingOrder(paths.map(get)).map(({ path }) => path);

/** Whether a router that tries `pattern` takes a request for `path`. */
function takes(pattern: string, path: string): boolean {
  const [asked, parts] = [path.split('/'), pattern.split('/')];
  return parts.length === asked.length && parts.every((part, index) => part.startsWith(':') || part === asked[index]);
}

test('in whatever order endpoints are listed, `/notes/export` is tried before `/notes/:id`', () => {
  const paths = ['/notes/:id', '/notes', '/notes/export', '/notes/:id/parts', '/alarms'];
  const lists = fc.shuffledSubarray(paths, { minLength: paths.length });
  fc.assert(
    fc.property(lists, (list) => {
      const order = pathsInOrder(list);
      expect(order.indexOf('/notes/export')).toBeLessThan(order.indexOf('/notes/:id'));
    }),
  );
});

test('the order depends on the paths alone, and each fixed path reaches its own endpoint', () => {
  const part = fc.constantFrom(':id', 'a', 'b', 'export', '~', 'é');
  const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
  const twoLists = fc
    .uniqueArray(path, { maxLength: 12 })
    .chain((paths) => fc.tuple(fc.constant(paths), fc.shuffledSubarray(paths, { minLength: paths.length })));
  fc.assert(
    fc.property(twoLists, ([paths, shuffled]) => {
      const order = pathsInOrder(paths);
      expect(pathsInOrder(shuffled)).toEqual(order);
      for (const fixed of paths.filter((one) => !one.includes(':'))) {
        expect(order.find((pattern) => takes(pattern, fixed))).toBe(fixed);
      }
    }),
  );
});

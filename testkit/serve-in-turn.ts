import { connect, createServer, type AddressInfo } from 'node:net';
import { atEndOfFile } from './at-end-of-file.ts';

/**
 * One door for several servers until the test file is over: each connection goes to the next of them, as a load balancer
 * that knows nothing of sessions deals them out.
 *
 * @param origins `http://host:port`, as many as there are
 * @returns the origin of the door
 */
export async function serveInTurn(origins: readonly string[]): Promise<string> {
  let turn = 0;
  const open = new Set<() => void>();
  const door = createServer((asking) => {
    const { hostname, port } = new URL(origins[turn++ % origins.length] ?? '');
    const answering = connect(Number(port), hostname);
    const end = () => {
      asking.destroy();
      answering.destroy();
      open.delete(end);
    };
    open.add(end);
    for (const side of [asking, answering]) side.on('error', end).on('close', end);
    asking.pipe(answering).pipe(asking);
  });
  await new Promise<void>((resolve) => {
    door.listen(0, '127.0.0.1', resolve);
  });
  atEndOfFile('door', () => {
    door.close();
    for (const end of open) end();
  });
  return `http://127.0.0.1:${String((door.address() as AddressInfo).port)}`;
}

import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { beforeAll, expect, test } from 'vitest';
import { startListener } from './start-listener.ts';

let port: number;

beforeAll(async () => {
  const listener = await startListener({
    ...{ host: '127.0.0.1', port: 0 },
    isOurs: () => Promise.resolve(true),
    take: () => Promise.resolve(),
  });
  ({ port } = listener);
  atEndOfFile('listener', () => listener.close());
});

/** A client that says nothing, and the code it is greeted with. */
async function greet(localAddress: string): Promise<{ readonly socket: Socket; readonly code: string }> {
  const socket = connect({ host: '127.0.0.1', port, localAddress });
  socket.on('error', () => undefined);
  const [greeting] = (await once(socket, 'data')) as [Buffer];
  return { socket, code: greeting.toString().slice(0, 3) };
}

test('one client that keeps its connections open leaves some for others', async () => {
  const open = await Promise.all(Array.from({ length: 40 }, () => greet('127.0.0.1')));
  expect(new Set(open.map(({ code }) => code))).toEqual(new Set(['220']));
  expect((await greet('127.0.0.1')).code).toBe('421');
  const other = await greet('127.0.0.2');
  expect(other.code).toBe('220');
  open[0]?.socket.destroy();
  await expect
    .poll(async () => {
      const { socket, code } = await greet('127.0.0.1');
      socket.destroy();
      return code;
    })
    .toBe('220');
  for (const { socket } of [...open, other]) socket.destroy();
});

import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { anyFreePort, choosePort, isPortFree, ownerOf } from './ports.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

const listenOn = (port: number, host: string) =>
  new Promise<void>((resolve) => {
    const server = createServer();
    open.push(server);
    server.listen(port, host, resolve);
  });

test('a free port is taken as wanted', async () => {
  const port = await anyFreePort();
  expect(await choosePort('App', port)).toEqual({ port });
});

test.for(['127.0.0.1', '0.0.0.0', '::', '::1'])('a port that somebody listens on at %s is not free', async (host) => {
  const port = await anyFreePort();
  await listenOn(port, host);
  expect(await isPortFree(port)).toBe(false);
});

test('a taken port names its owner, and the next free one is used', async () => {
  const wanted = await anyFreePort();
  await listenOn(wanted, '127.0.0.1');
  const { port, instead } = await choosePort('App', wanted);
  expect(port).toBeGreaterThan(wanted);
  expect(instead).toContain(`App: port ${String(wanted)} is taken by process ${String(process.pid)} (`);
  expect(instead).toContain(`using ${String(port)}`);
});

test('a taken port that the person chose is an error that names the owner', async () => {
  const wanted = await anyFreePort();
  await listenOn(wanted, '127.0.0.1');
  await expect(choosePort('App', wanted, { pinned: true })).rejects.toThrow(
    `App: port ${String(wanted)} is taken by process ${String(process.pid)}`,
  );
});

test('a port promised to another part of ours is not given twice', async () => {
  const wanted = await anyFreePort();
  const { port } = await choosePort('App', wanted, { taken: [wanted] });
  expect(port).not.toBe(wanted);
});

test('an owner that cannot be seen is said to be one', async () => {
  expect(ownerOf(await anyFreePort())).toBe('a process of another user, or none that can be seen');
});

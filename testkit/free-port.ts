import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** From each port to its claim: another port, on which whoever took the port listens for as long as its process lives. */
const toClaim = 6_000;

/**
 * A port of 127.0.0.1 that is free now and stays ours while its server is not there yet, or is down and comes back: a
 * second port, the claim, is held until this process ends, so another test that asks meanwhile is given another one.
 *
 * From 20000–25999, claims from 26000–31999, below the range from which systems take the ports of outgoing connections:
 * one of those could sit on the port just when a killed server wants it again.
 */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = randomInt(20_000, 26_000);
    const releaseClaim = await listen(port + toClaim);
    if (releaseClaim === undefined) continue;
    const release = await listen(port);
    if (release === undefined) {
      await releaseClaim();
      continue;
    }
    await release();
    return port;
  }
  throw new Error('No free port of 127.0.0.1 found between 20000 and 25999.');
}

/** @returns how to stop listening there; undefined if somebody else does */
function listen(port: number): Promise<(() => Promise<void>) | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.unref();
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen(port, '127.0.0.1', () => {
      resolve(
        () =>
          new Promise<void>((done) => {
            server.close(() => {
              done();
            });
          }),
      );
    });
  });
}

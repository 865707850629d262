import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What api/http/security-headers sends; two answers on one origin must not differ. */
const hstsOfApi = 'max-age=15552000';

/** What a proxy says of a client, and what a client may pretend. */
const claims = { 'x-forwarded-for': '203.0.113.9', 'x-real-ip': '203.0.113.9', 'x-forwarded-proto': 'https' };

/**
 * Ask a running nginx as a browser would, and say in words what is wrong with its answers.
 *
 * Behind it stands a backend that replies with the path and the headers it got.
 *
 * @param {string} origin
 * @returns {Promise<string[]>}
 * @throws {Error} nothing answers there
 */
export async function findFaults(origin) {
  /** @type {string[]} */
  const problems = [];
  /** @param {boolean} holds @param {string} what */
  const expect = (holds, what) => holds || problems.push(what);
  await firstAnswer(`${origin}/healthz`);

  const page = await fetch(`${origin}/tickets/1`);
  expect((await page.text()) === 'the app', 'a path of the app does not get the app');
  expect(page.headers.get('cache-control') === 'no-cache', 'the start page may be cached');
  const policy = page.headers.get('content-security-policy') ?? '';
  expect(policy.startsWith("default-src 'self'") && !/unsafe|\*/.test(policy), `the policy of the page is "${policy}"`);
  expect(page.headers.get('x-content-type-options') === 'nosniff', 'the page may be sniffed');
  expect(!/\d/.test(page.headers.get('server') ?? ''), 'nginx says its version');
  expect(page.headers.get('strict-transport-security') === null, 'plain HTTP promises HTTPS');
  const pretended = await fetch(origin, { headers: { 'x-forwarded-proto': 'https' } });
  expect(pretended.headers.get('strict-transport-security') === null, 'a client can claim to come by HTTPS');

  const asset = await fetch(`${origin}/assets/app-1a2b3c.js`);
  expect((asset.headers.get('cache-control') ?? '').includes('immutable'), 'assets are fetched again and again');
  expect(asset.headers.get('content-encoding') === 'gzip', 'assets are not compressed');
  expect(asset.headers.get('content-security-policy') !== null, 'assets lack the headers of the page');
  expect((await fetch(`${origin}/assets/gone.js`)).status === 404, 'an asset that is gone gets the start page');

  const seen = await (await fetch(`${origin}/api/tickets?x=%2F`, { headers: claims })).json();
  expect(seen.path === '/api/tickets?x=%2F', `the API is asked for ${seen.path}`);
  expect(
    seen['x-forwarded-for'] === '127.0.0.1' && seen['x-real-ip'] === '127.0.0.1',
    'a client can claim any address',
  );
  expect(seen['x-forwarded-proto'] === 'http', 'a client can make the API believe in HTTPS');
  expect(seen.host === new URL(origin).host, `the API believes to be ${seen.host}`);
  const socket = await (await fetch(`${origin}/socket.io/?EIO=4&transport=polling`)).json();
  expect(socket.path === '/socket.io/?EIO=4&transport=polling', 'sockets do not reach the API');
  const socketPath = '/socket.io/?EIO=4&transport=websocket';
  expect((await upgrade(`${origin}${socketPath}`, 'websocket')) === 101, 'a WebSocket is not let through');
  expect((await upgrade(`${origin}/api/live`, 'h2c')) === 200, 'an offer of HTTP/2 reaches the API');
  const large = await fetch(`${origin}/api/files`, { method: 'POST', body: new Uint8Array(51 * 1024 ** 2) }).catch(
    () => undefined,
  );
  expect(large === undefined || large.status === 413, 'a body of any size is passed on');
  return problems;
}

/**
 * Ask a running nginx that trusts us as its TLS proxy, and say in words where it does not take our word.
 *
 * @param {string} origin
 * @returns {Promise<string[]>}
 * @throws {Error} nothing answers there
 */
export async function findFaultsBehindProxy(origin) {
  await firstAnswer(`${origin}/healthz`);
  const seen = await (await fetch(`${origin}/api/tickets`, { headers: claims })).json();
  const hsts = (await fetch(origin, { headers: claims })).headers.get('strict-transport-security');
  return [
    ...(seen['x-forwarded-for'] === '203.0.113.9' ? [] : ['the proxy is not believed about the address']),
    ...(seen['x-forwarded-proto'] === 'https' ? [] : ['the proxy is not believed about HTTPS']),
    ...(hsts === hstsOfApi ? [] : [`behind TLS the page promises "${hsts}", the API "${hstsOfApi}"`]),
  ];
}

/**
 * @param {string} url
 * @param {string} protocol
 * @returns {Promise<number | undefined>} the status of the answer to a request that offers that protocol
 */
function upgrade(url, protocol) {
  const headers = { connection: 'Upgrade', upgrade: protocol };
  return new Promise((resolve) => {
    const asked = request(url, { agent: false, headers, timeout: 2_000 });
    asked.once('upgrade', (reply, socket) => {
      socket.destroy();
      resolve(reply.statusCode);
    });
    asked.once('response', (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    });
    asked.once('timeout', () => asked.destroy());
    asked.once('error', () => resolve(undefined));
    asked.end();
  });
}

/** @param {string} url */
async function firstAnswer(url) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await fetch(url);
    } catch (error) {
      if (tries >= 100) throw error;
      await pause(50);
    }
  }
}

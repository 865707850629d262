import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { findFaults, findFaultsBehindProxy } from './find-nginx-faults.mjs';
import { renderNginx } from './render-nginx.mjs';
import { runTool } from './run-tool.mjs';

/** @import { Checking } from './checks.mjs' */

/** Our configuration, filled in as the image does it, read by nginx itself. @param {Checking} at */
export async function checkNginxConfig({ root, tools, scratch }) {
  const unfilled = renderNginx({ root, folder: scratch, port: 8080 });
  const args = ['-t', '-p', `${scratch}/`, '-c', join(scratch, 'nginx.conf')];
  const { code, output } = await runTool(tools.nginx, args, { env: tools.env });
  return code === 0 && !output.includes('[warn]') ? unfilled : [...unfilled, output];
}

/**
 * nginx in front of a small page and a backend that says what reached it: caching, headers, fallback, proxying. Once we
 * are a stranger to it, once the TLS proxy it trusts.
 *
 * @param {Checking} at
 */
export async function checkNginxAnswers({ root, tools, scratch }) {
  const backend = createServer((request, reply) =>
    reply.end(JSON.stringify({ path: request.url, ...request.headers })),
  );
  backend.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
  backend.listen(0, '127.0.0.1');
  await once(backend, 'listening');
  const BACKEND_ADDRESS = `127.0.0.1:${portOf(backend)}`;
  /** @param {string} trusted @param {(origin: string) => Promise<string[]>} find */
  const ask = async (trusted, find) => {
    const folder = join(scratch, trusted);
    mkdirSync(folder);
    const port = await freePort();
    renderNginx({ root, folder, port, values: { BACKEND_ADDRESS, TRUSTED_PROXY: trusted } });
    writeFileSync(join(folder, 'html', 'index.html'), 'the app');
    writeFileSync(join(folder, 'html', 'assets', 'app-1a2b3c.js'), 'a'.repeat(5_000));
    const args = ['-p', `${folder}/`, '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'];
    const nginx = spawn(tools.nginx, args, { env: { ...process.env, ...tools.env }, stdio: 'ignore' });
    const origin = `http://127.0.0.1:${port}`;
    try {
      const faults = await find(origin);
      await (await fetch(`${origin}/api/one-time-links/canary?canary`)).text();
      await (await fetch(`${origin}/api/codec/canary/decode`)).text();
      // Over the same connection: when this is answered, what was asked before is logged.
      await (await fetch(origin)).text();
      const log = readFileSync(join(folder, 'access.log'), 'utf8');
      if (!log.includes('/api/one-time-links/') || !log.includes('/api/codec/')) faults.push('the log lacks a request');
      if (log.includes('canary')) faults.push('the log has the token of a one-time link or of a codec endpoint');
      return faults;
    } catch (error) {
      return [`nginx did not answer: ${error instanceof Error ? error.message : String(error)}`];
    } finally {
      nginx.kill('SIGTERM');
      await once(nginx, 'exit');
    }
  };
  try {
    return [...(await ask('192.0.2.1', findFaults)), ...(await ask('127.0.0.1', findFaultsBehindProxy))];
  } finally {
    backend.close();
  }
}

/** A port nobody listens on; the one who asks takes it a moment later. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const port = portOf(server);
  server.close();
  await once(server, 'close');
  return port;
}

/** @param {import('node:http').Server} server */
function portOf(server) {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startNode, startProgram } from './child-process.ts';
import { freePort } from './free-port.ts';
import { waitUntil } from './wait-until.ts';

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const serve = fileURLToPath(new URL('./fixtures/serve.ts', import.meta.url));
const startServer = async (env: Record<string, string> = {}) => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const server = await startNode(serve, { env: { PORT: String(port), ...env }, ready: { url } });
  const childPid = Number(/child (\d+)/.exec(server.output())?.[1]);
  const get = () => fetch(url, { signal: AbortSignal.timeout(500) }).then((response) => response.text());
  return { server, childPid, get };
};

describe('a process of a test', () => {
  it('is given back when its URL answers, and gets only the settings it is given', async () => {
    const { server, get } = await startServer();
    expect(await get()).toBe('hello');
    const settings = /settings (.*)/.exec(server.output())?.[1]?.split(' ');
    expect(settings).toContain('PORT');
    expect(settings?.filter((name) => /VITEST|NIXFLOW|DATABASE/.test(name))).toEqual([]);
  });

  it('is killed where it is, with its own children', async () => {
    const { server, childPid } = await startServer();
    expect(isAlive(childPid)).toBe(true);
    expect(await server.kill9()).toEqual({ code: null, signal: 'SIGKILL' });
    await waitUntil('its child is gone', () => !isAlive(childPid));
    expect(await server.kill9()).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('stands still and goes on', async () => {
    const { server, get } = await startServer();
    await server.stop();
    await expect(get()).rejects.toThrow();
    server.resume();
    expect(await get()).toBe('hello');
  });

  it('ends on SIGTERM with its own code, and what it leaves behind ends with it', async () => {
    const { server, childPid } = await startServer();
    expect(isAlive(childPid)).toBe(true);
    expect(await server.terminate()).toEqual({ code: 7, signal: null });
    await waitUntil('its child is gone', () => !isAlive(childPid));
  });

  it('that does not heed SIGTERM is killed, and the test told', async () => {
    const { server } = await startServer({ DEAF: 'yes' });
    await expect(server.terminate(300)).rejects.toThrow('ends on SIGTERM');
    expect(await server.exited).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('that ends before it is ready shows its last words', async () => {
    const args = ['-e', 'console.error("no database"); process.exit(3)'];
    const start = startProgram(process.execPath, { name: 'dies', args, ready: { port: await freePort() } });
    await expect(start).rejects.toThrow(/dies is ready: it ended before \(3\)[^]*no database/);
  });

  it('that is never ready is killed', async () => {
    const started = startProgram('sleep', { args: ['600'], ready: { output: 'hello' }, readyWithinMs: 200 });
    await expect(started).rejects.toThrow('sleep is ready: not within 200 ms');
  });

  it('that cannot be started says so', async () => {
    await expect(startProgram('/nowhere/at/all')).rejects.toThrow('ENOENT');
  });

  it('keeps what it prints in a file', async () => {
    const process_ = await startProgram('sh', { name: 'talks', args: ['-c', 'echo one; echo two >&2'] });
    expect(await process_.exited).toEqual({ code: 0, signal: null });
    await process_.waitForOutput('two');
    expect(process_.output()).toBe('one\ntwo\n');
    expect(existsSync(process_.logFile)).toBe(true);
    await expect(process_.waitForOutput('three')).rejects.toThrow('it ended before');
  });

  it('does not outlive the test process, even when that is killed', async () => {
    const leash = fileURLToPath(new URL('./leash.ts', import.meta.url));
    const script = `
      import { spawn } from 'node:child_process';
      import { leash } from ${JSON.stringify(leash)};
      const child = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
      leash(child.pid);
      console.log('child ' + child.pid);
      setInterval(() => {}, 1000);`;
    const tester = await startProgram(process.execPath, {
      name: 'tester',
      args: ['--import', 'tsx', '--input-type=module', '-e', script],
      ready: { output: /child \d+/ },
    });
    const childPid = Number(/child (\d+)/.exec(tester.output())?.[1]);
    expect(isAlive(childPid)).toBe(true);
    process.kill(tester.pid, 'SIGKILL');
    await waitUntil('the leashed process is gone', () => !isAlive(childPid));
  });
});

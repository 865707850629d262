import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { commandOf } from './process-table.ts';

/** Whether we could listen on this port of 127.0.0.1, and nobody answers for `localhost` already. */
export async function isPortFree(port: number): Promise<boolean> {
  // Some systems let us listen beside a server on all addresses; then it is seen to answer.
  return (await canListen(port)) && !(await answers('127.0.0.1', port)) && !(await answers('::1', port));
}

/** Any port that is free now. */
export function anyFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('The system gave no port.'));
      });
    });
  });
}

/**
 * The port to use: the wanted one, or the next free one when that is taken.
 *
 * @param pinned the person chose this port; then a taken one is an error instead
 * @returns the port, and in words who has the wanted one if it is taken
 * @throws {Error} a pinned port is taken: names its owner and what to do
 */
export async function choosePort(
  use: string,
  wanted: number,
  { pinned = false, taken = [] as readonly number[] } = {},
): Promise<{ port: number; instead?: string }> {
  const isOurs = taken.includes(wanted);
  if (!isOurs && (await isPortFree(wanted))) return { port: wanted };
  const owner = isOurs ? 'another part of NixFlow' : ownerOf(wanted);
  if (pinned)
    throw new Error(`${use}: port ${String(wanted)} is taken by ${owner}. Stop that, or choose another port.`);
  for (let port = wanted + 1; port < wanted + 100; port++) {
    if (taken.includes(port) || !(await isPortFree(port))) continue;
    // A part of ours that moved up one says so itself; the one behind it need not.
    return isOurs
      ? { port }
      : { port, instead: `${use}: port ${String(wanted)} is taken by ${owner}; using ${String(port)}` };
  }
  return { port: await anyFreePort() };
}

/** Who listens on a port, in words: program and process id, or why that cannot be seen. */
export function ownerOf(port: number): string {
  const pid = process.platform === 'linux' ? listenerOnLinux(port) : listenerByLsof(port);
  if (pid === undefined)
    return port < 1024
      ? 'the system (only root may listen below 1024), or a process of another user'
      : 'a process of another user, or none that can be seen';
  return `process ${String(pid)} (${commandOf(pid)?.slice(0, 60) ?? 'unknown'})`;
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(300, () => {
      end(false);
    });
    socket.once('connect', () => {
      end(true);
    });
    socket.once('error', () => {
      end(false);
    });
  });
}

/** Sockets by inode in /proc/net, their owners by the links in /proc/PID/fd, which only root sees of all processes. */
function listenerOnLinux(port: number): number | undefined {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = new Set<string>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const row of readLines(table)) {
      const columns = row.trim().split(/\s+/);
      const isListening = columns[3] === '0A';
      if (isListening && columns[1]?.endsWith(`:${hexPort}`) && columns[9]) inodes.add(`socket:[${columns[9]}]`);
    }
  }
  const pids = list('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map(Number).find((pid) => {
    const folder = `/proc/${String(pid)}/fd`;
    return list(folder).some((fd) => inodes.has(linkOf(`${folder}/${fd}`)));
  });
}

function listenerByLsof(port: number): number | undefined {
  try {
    const output = execFileSync('lsof', ['-nP', `-iTCP:${String(port)}`, '-sTCP:LISTEN', '-t'], { encoding: 'utf8' });
    return Number(output.split('\n')[0]) || undefined;
  } catch {
    return undefined;
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(1);
  } catch {
    return [];
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

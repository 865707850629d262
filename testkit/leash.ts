import { spawn } from 'node:child_process';

/**
 * Make sure that a process group does not outlive this test process, however that ends: killed, out of memory, or by
 * Ctrl-C. A shell waits at a pipe of ours; when the pipe breaks it kills the group.
 *
 * @param group id of the group, that is of its leader
 * @returns takes the leash off, when the group has ended
 */
export function leash(group: number): () => void {
  const script = 'read -r word; [ "$word" = off ] || kill -9 "-$0"';
  const watcher = spawn('/bin/sh', ['-c', script, String(group)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.stdin.on('error', () => undefined);
  watcher.unref();
  return () => watcher.stdin.end('off\n');
}

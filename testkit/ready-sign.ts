import { connect } from 'node:net';

/** By what a process shows that it is ready: something it prints, a port it listens on, or a URL that answers 2xx. */
export type ReadySign = { readonly output: string | RegExp } | { readonly port: number } | { readonly url: string };

/** Whether the sign is there now. */
export async function isReady(sign: ReadySign, output: () => string): Promise<boolean> {
  if ('port' in sign) return accepts(sign.port);
  if ('url' in sign) return answers(sign.url);
  return typeof sign.output === 'string' ? output().includes(sign.output) : sign.output.test(output());
}

async function answers(url: string): Promise<boolean> {
  try {
    const { ok, body } = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await body?.cancel();
    return ok;
  } catch {
    return false;
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .setTimeout(2000, () => {
        end(false);
      })
      .once('connect', () => {
        end(true);
      })
      .once('error', () => {
        end(false);
      });
  });
}

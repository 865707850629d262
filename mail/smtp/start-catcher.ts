import { once } from 'node:events';
import { SMTPServer } from 'smtp-server';

/** A mail that was caught instead of sent. */
export interface CaughtMail {
  /** Null: the null return path. */
  readonly from: string | null;
  readonly to: readonly string[];
  readonly raw: Buffer;
}

const mostBytes = 60 * 1024 * 1024;

/**
 * A mail server of our own for those who have configured none: what it takes is kept, and shown in the app.
 *
 * It listens on this machine alone, at a port of the system's choice, and answers 250 only after `keep`.
 */
export async function startCatcher(
  keep: (mail: CaughtMail) => Promise<void>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = new SMTPServer({
    logger: false,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: mostBytes,
    closeTimeout: 1_000,
    onData(stream, { envelope: { mailFrom, rcptTo } }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = mailFrom === false || mailFrom.address === '' ? null : mailFrom.address;
        const to = rcptTo.map(({ address }) => address);
        keep({ from, to, raw: Buffer.concat(chunks) }).then(
          () => {
            done(null, 'Kept, not sent');
          },
          () => {
            done(Object.assign(new Error('Not kept, try again'), { responseCode: 451 }));
          },
        );
      });
    },
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('The catcher has no port.');
  return {
    url: `smtp://127.0.0.1:${String(address.port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { addressGroup } from '#process/address-group';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

/** A message for addresses of ours. */
export interface ArrivingMail {
  /** Null: the null return path. */
  readonly from: string | null;
  /** As the client wrote them, each accepted before. */
  readonly to: readonly string[];
  readonly stream: Readable;
  /** Beyond these it is refused, whatever `take` makes of it. */
  readonly mostBytes: number;
}

/** What takes mail. */
export interface MailListener {
  readonly port: number;
  readonly host: string;
  /** Whether somebody may write to this address here. Rejects if that cannot be said now. */
  readonly isOurs: (address: string) => Promise<boolean>;
  /** Make the message safe: the client is told 250 when this resolves, and 451 if it rejects. */
  readonly take: (mail: ArrivingMail) => Promise<void>;
}

/** Largest message taken; bytes. */
const mostBytes = 50 * 1024 * 1024;
const mostRecipients = 100;
/** Connections at once. */
const mostClients = 100;
/** Of one client: more than a mail server opens, and too few to leave none for others, however slowly it speaks. */
const mostOfOne = 40;

/**
 * Take mail by SMTP, for addresses of ours alone: an open door to no other.
 *
 * 250 means that the message is on disk and in the database. Whatever is away is said as 4xx, so that the client keeps the
 * message and tries again.
 *
 * @throws {Error} EADDRINUSE and the like
 */
export async function startListener({
  port,
  host,
  isOurs,
  take,
}: MailListener): Promise<{ port: number; close(): Promise<void> }> {
  const clients = new Map<string, string>();
  const server = new SMTPServer({
    name: 'nixflow',
    banner: 'NixFlow',
    logger: false,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: mostBytes,
    maxClients: mostClients,
    socketTimeout: 60_000,
    closeTimeout: 5_000,
    onConnect({ id, remoteAddress }, done) {
      const client = addressGroup(remoteAddress);
      const others = [...clients.values()].filter((other) => other === client).length;
      if (others >= mostOfOne) {
        done(refusal(421, '4.7.0 Too many connections from there, try again later'));
        return;
      }
      clients.set(id, client);
      done();
    },
    onClose({ id }) {
      clients.delete(id);
    },
    onRcptTo({ address }, { envelope }, done) {
      if (envelope.rcptTo.length >= mostRecipients) {
        done(refusal(452, '4.5.3 Too many recipients at once'));
        return;
      }
      isOurs(address).then(
        (ours) => {
          done(ours ? null : refusal(550, '5.1.1 No such address here'));
        },
        () => {
          done(refusal(451, '4.3.0 Try again later'));
        },
      );
    },
    onData(stream: SMTPServerDataStream, { envelope: { mailFrom, rcptTo } }, done) {
      const from = mailFrom === false || mailFrom.address === '' ? null : mailFrom.address;
      // Whoever takes it may stop reading; the rest is read all the same, or the client would never hear the answer.
      const body = new PassThrough();
      const isRead = finished(stream).catch(() => undefined);
      const taken = take({ from, to: rcptTo.map(({ address }) => address), stream: body, mostBytes }).catch(
        async () => {
          stream.unpipe(body);
          stream.resume();
          await isRead;
          return stream.sizeExceeded ? refusal(552, '5.3.4 Too large') : refusal(451, '4.3.0 Try again later');
        },
      );
      stream.pipe(body);
      void taken.then((refused) => {
        if (refused) done(refused);
        else done(null, '2.0.0 Taken');
      });
    },
  });
  server.on('error', () => undefined);
  const listening = server.listen(port, host);
  await once(listening, 'listening');
  const address = listening.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
}

const refusal = (responseCode: number, text: string) => Object.assign(new Error(text), { responseCode });

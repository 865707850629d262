import { Readable } from 'node:stream';
import type { AttemptResult } from '#domain/mail/ledger';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { oneLine } from '../parsing/one-line.ts';
import { readMessageIds } from '../parsing/read-message-ids.ts';
import type { SmtpAddress } from './smtp-url.ts';

/** One attempt: whom it is for, what it says, and who is asked before the body begins. */
export interface MailAttempt {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  /** The server has answered 354. False: the mail is not ours to send any more. */
  readonly beginData: () => Promise<boolean>;
}

/** RFC 5321, section 4.5.3.2 allows more; the whole must stay below what the engine allows an attempt. */
const timeouts = { connectionTimeout: 30_000, greetingTimeout: 30_000, socketTimeout: 300_000, dnsTimeout: 15_000 };
const longestMs = 12 * 60_000;
/** Characters. */
const longestAnswer = 1_000;

/**
 * Hand a mail to a server.
 *
 * Never rejects: whatever happens is a result. `beginData` is asked when the server waits for the body and before its first
 * byte, so what is known of a broken connection is honest: before, the mail has not left; after, nobody knows.
 */
export async function sendMail(server: SmtpAddress, attempt: MailAttempt): Promise<AttemptResult> {
  const connection = new SMTPConnection({ ...server.options, ...timeouts, logger: false });
  let place: 'before' | 'begun' | 'lost' = 'before';
  async function* bodyOf() {
    place = (await attempt.beginData()) ? 'begun' : 'lost';
    if (place === 'lost') throw new Error('The mail is not ours to send any more.');
    yield attempt.raw;
  }
  const limit = setTimeout(() => {
    connection.close();
  }, longestMs);
  try {
    // Read for the first time when the server has asked for the body.
    const answer = await converse(connection, server, attempt, Readable.from(bodyOf(), { objectMode: false }));
    return { kind: 'sent', ...answer };
  } catch (error) {
    return outcomeOf(error, place);
  } finally {
    clearTimeout(limit);
    connection.close();
  }
}

function converse(
  connection: SMTPConnection,
  { credentials }: SmtpAddress,
  { from, to, raw }: MailAttempt,
  body: Readable,
): Promise<{ answer: string; aliasMessageId?: string }> {
  return new Promise((resolve, reject) => {
    connection.on('error', reject);
    connection.on('end', () => {
      reject(new Error('The connection was closed.'));
    });
    const send = () => {
      connection.send({ from, to: [...to], size: raw.length }, body, (error, info) => {
        if (error) reject(error);
        else resolve(told(info));
      });
    };
    connection.connect((error) => {
      if (error) reject(error);
      else if (credentials === null) send();
      else {
        connection.login(credentials, (refused) => {
          if (refused) reject(new NotSignedIn(refused.message, { cause: refused }));
          else send();
        });
      }
    });
  });
}

/** The server does not know us: a mistake in the settings, not of the mail. */
class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn';
}

interface Told {
  readonly response: string;
  readonly rejected: readonly string[];
  readonly serverMessageId?: string | undefined;
}

function told({ response, rejected, serverMessageId = '' }: Told): { answer: string; aliasMessageId?: string } {
  const answer = sayable(rejected.length === 0 ? response : `${response} (refused: ${rejected.join(', ')})`);
  const [aliasMessageId] = readMessageIds(`<${serverMessageId.replaceAll(/[<>]/g, '')}>`);
  return { answer, ...(aliasMessageId !== undefined && { aliasMessageId }) };
}

/** What a server said, as it can be kept and shown: what could not be stored would be tried to be written down for ever. */
const sayable = (said: string) => oneLine(said).slice(0, longestAnswer);

/** Whether a server does not know a recipient. What its policy forbids (RFC 3463, section 3.8) says nothing of the address. */
const condemnsAddress = ({ responseCode = 0, response = '' }: SMTPConnection.SMTPError): boolean =>
  responseCode >= 500 && !/^\d{3}[ -]5\.7\./.test(response);

function outcomeOf(error: unknown, place: 'before' | 'begun' | 'lost'): AttemptResult {
  if (place === 'lost') return { kind: 'lost' };
  const { message, response, responseCode, rejectedErrors = [] } = error as Partial<SMTPConnection.SMTPError>;
  const answer = sayable(response ?? message ?? 'The connection was closed.');
  if (error instanceof NotSignedIn) return { kind: 'deferred', answer };
  if (responseCode !== undefined && responseCode >= 500) {
    const isAddress = rejectedErrors.length > 0 && rejectedErrors.every(condemnsAddress);
    return { kind: 'refused', answer, ...(isAddress && { isAddress }) };
  }
  if (responseCode !== undefined && responseCode >= 400) return { kind: 'deferred', answer };
  return { kind: place === 'begun' ? 'unknown' : 'deferred', answer };
}

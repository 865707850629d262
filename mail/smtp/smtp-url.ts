import type SMTPConnection from 'nodemailer/lib/smtp-connection';

/** How a mail server is reached, and as whom. */
export interface SmtpAddress {
  readonly options: Pick<SMTPConnection.Options, 'host' | 'port' | 'secure' | 'requireTLS' | 'ignoreTLS'>;
  readonly credentials: SMTPConnection.Credentials | null;
}

/**
 * Read `smtp://user:password@host:port`, or `smtps:` for TLS from the first byte.
 *
 * With `smtp:` and credentials STARTTLS is required: they never travel in clear, but to this very machine.
 */
export function readSmtpUrl(text: string): SmtpAddress {
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  const credentials =
    url.username === '' ? null : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  return {
    options: {
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
      secure,
      requireTLS: !secure && credentials !== null && !isHere,
      ignoreTLS: isHere,
    },
    credentials,
  };
}

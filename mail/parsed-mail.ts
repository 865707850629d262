/** An address with the name shown beside it. */
export interface MailAddress {
  /** One line without control characters; empty if there is none. */
  readonly name: string;
  /** As the sender wrote it: one line, no spaces, with an `@`. Compare without regard to case. */
  readonly address: string;
}

/** A part of a mail that is not its text. */
export interface MailAttachment {
  /** A file name without path and control characters, null if the sender gave none. Never a path to write to. */
  readonly name: string | null;
  /** Media type in lower case. What the sender claims: nothing may rely on it. */
  readonly type: string;
  /** In bytes. */
  readonly size: number;
  /** Whether it is shown within the text, as an image in the HTML is. */
  readonly inline: boolean;
  /** Content-ID without angle brackets: what `cid:` in the HTML names. */
  readonly contentId: string | null;
  readonly content: Uint8Array;
}

/** What a raw message says. Everything in it was written by strangers. */
export interface ParsedMail {
  readonly kind: 'mail';
  /** With angle brackets, null if there is none. */
  readonly messageId: string | null;
  /** The first author with an address (`From`, else `Sender`); null if nobody can be answered. */
  readonly from: MailAddress | null;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly replyTo: readonly MailAddress[];
  /** Decoded, one line, without control characters; empty if there is none. As long as it is: see `ticketSubject`. */
  readonly subject: string;
  /** When the sender says it was written. */
  readonly date: Date | null;
  /** Message-IDs with angle brackets. */
  readonly inReplyTo: readonly string[];
  /** Message-IDs with angle brackets, oldest first as the field has them. */
  readonly references: readonly string[];
  /** Plain text, lines ended by `\n`, at most `MAIL_LIMITS.text`. From the HTML if there is none; empty without both. */
  readonly text: string;
  /** As it came: never show it before `cleanHtml`. */
  readonly html: string | null;
  readonly attachments: readonly MailAttachment[];
  /** The first field of that name, decoded, one line; null if there is none. Names in any case. */
  header(name: string): string | null;
  /** All fields of that name, in their order. */
  headers(name: string): readonly string[];
  /** The media type of the whole in lower case, with its parameters' names in lower case. */
  readonly contentType: MediaType;
}

/** A media type (RFC 2045 §5.1). */
export interface MediaType {
  readonly value: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Why a raw message is no mail that could be worked with; the caller keeps it in quarantine. */
export type MailUnreadableCode =
  /** No bytes. */
  | 'empty'
  /** More than `MAIL_LIMITS.bytes`. */
  | 'too_large'
  /** More than `MAIL_LIMITS.parts`. */
  | 'too_many_parts'
  /** Parts within parts, more than `MAIL_LIMITS.depth`. */
  | 'too_deep'
  /** More than `MAIL_LIMITS.lines`. */
  | 'too_many_lines'
  /** Header fields of more than `MAIL_LIMITS.headerBytes` in all. */
  | 'headers_too_large'
  /** Not one header field that a mail has. */
  | 'malformed';

/** See `MailUnreadableCode`. */
export interface MailUnreadable {
  readonly kind: 'unreadable';
  readonly code: MailUnreadableCode;
  /** For people. Says nothing of the content. */
  readonly why: string;
}

/** Beyond these a message is not read. */
export const MAIL_LIMITS = {
  bytes: 50 * 1024 * 1024,
  /** Beside the whole itself. */
  parts: 1000,
  depth: 50,
  /** Of encoded parts and of header fields; those of plain text are not counted. */
  lines: 1_000_000,
  /** Names and addresses in them are read several times, and each sign may become an object: a megabyte took 20 s. */
  headerBytes: 256 * 1024,
  /** Of text, in UTF-16 units: the rest is cut off. */
  text: 1_000_000,
} as const;

/** A message as an SMTP sink took it. */
export interface ReceivedMessage {
  /** The bytes of the message, dots unstuffed. */
  readonly raw: Buffer;
  /** Envelope: sender (empty for the null return path) and the recipients that were accepted. */
  readonly from: string;
  readonly to: readonly string[];
  /** Which connection brought it, counted from 1. */
  readonly connection: number;
  /** What its sender was told, `null` if it never heard. */
  readonly answer: string | null;
  /** Unfolded value of a header field, the first if it is there more than once; encoded words stay as they are. */
  header(name: string): string | undefined;
  /** Everything after the header, undecoded. */
  readonly body: string;
}

/** Read the header fields of a message lightly: RFC 5322 unfolding, nothing decoded. */
export function readReceivedMessage(message: Omit<ReceivedMessage, 'header' | 'body'>): ReceivedMessage {
  const text = message.raw.toString('utf8');
  const end = /\r?\n\r?\n/.exec(text);
  const head = end === null ? text : text.slice(0, end.index);
  const fields = new Map<string, string>();
  for (const line of head.replace(/\r?\n(?=[ \t])/g, '').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return {
    ...message,
    header: (name) => fields.get(name.toLowerCase()),
    body: end === null ? '' : text.slice(end.index + end[0].length),
  };
}

/** What a raw mail is made of. */
export interface RawMailParts {
  /** Fields in the order they are given; `null` leaves one out, a list writes it several times. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly body?: string;
}

/**
 * A raw mail of a person, as bytes with `\r\n` ends of lines. Without `Content-Type` the body is ASCII, as RFC 2045 says.
 */
export function buildRawMail({
  headers = {},
  body = 'The printer on floor two is broken.\n',
}: RawMailParts = {}): Buffer {
  const fields: RawMailParts['headers'] & object = {
    From: 'Ann Customer <ann@customer.example>',
    To: 'support@desk.example',
    Subject: 'Printer',
    Date: 'Mon, 02 Mar 2026 10:00:00 +0100',
    'Message-ID': '<first@customer.example>',
    ...headers,
  };
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    (value === null ? [] : [value].flat()).map((one) => `${name}: ${one}`),
  );
  return Buffer.from(`${lines.join('\n')}\n\n${body}`.replaceAll('\n', '\r\n'));
}

/** One part of a `multipart` body, with its fields. */
export interface MailPart {
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly content: string;
}

/** A raw mail of several parts. */
export function buildMultipartMail(
  type: string,
  parts: readonly MailPart[],
  { headers = {} }: Pick<RawMailParts, 'headers'> = {},
): Buffer {
  const body = parts.map(({ type: partType, headers: more = {}, content }) =>
    [
      '--divide',
      ...Object.entries({ 'Content-Type': partType, ...more }).map(([name, value]) => `${name}: ${value}`),
      '',
      content,
    ].join('\n'),
  );
  return buildRawMail({
    headers: { 'Content-Type': `${type}; boundary=divide`, ...headers },
    body: `${body.join('\n')}\n--divide--\n`,
  });
}

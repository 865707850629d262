/** What became of a mail for one recipient (RFC 3464 §2.3). */
export interface DeliveryStatus {
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** Enhanced status code (RFC 3463) such as `5.1.1`; null if there is none. 4.x.x is temporary. */
  readonly status: string | null;
  /** Whom the server that reports it was to reach. */
  readonly recipient: string;
  /** Whom the sender had named, where that is known to differ: a list or an alias lies between. */
  readonly originalRecipient: string | null;
  /** What the other server said, for people. */
  readonly diagnostic: string | null;
}

const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;
const MOST = 1000;

/**
 * The recipients of a `message/delivery-status` part (RFC 3464), as far as it names them.
 *
 * The first group of fields is about the message; it has no recipient. A group with a recipient and without a known action
 * is one that failed if its status says so, and is passed over if nothing does.
 */
export function readDeliveryStatus(content: Uint8Array): DeliveryStatus[] {
  const text = Buffer.from(content).toString('utf8').replace(/\r\n?/g, '\n');
  return text
    .split(/\n[ \t]*\n/)
    .slice(0, MOST)
    .flatMap(readGroup);
}

function readGroup(group: string): DeliveryStatus[] {
  const fields = new Map<string, string>();
  for (const line of group.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name = '', value = ''] = /^([\w-]{1,60})\s*:\s*(.*)$/.exec(line) ?? [];
    if (name !== '' && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim().slice(0, 2000));
  }
  const original = address(fields.get('original-recipient'));
  const recipient = address(fields.get('final-recipient')) ?? original;
  const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0] ?? null;
  const said = fields.get('action')?.toLowerCase();
  const action = ACTIONS.find((known) => said?.startsWith(known)) ?? (status?.startsWith('5') ? 'failed' : undefined);
  if (recipient === undefined || action === undefined) return [];
  return [
    {
      ...{ action, status, recipient },
      originalRecipient: original !== undefined && original !== recipient ? original : null,
      diagnostic: fields.get('diagnostic-code') ?? null,
    },
  ];
}

/** `rfc822; somebody@example.com`, with or without its type. */
function address(field: string | undefined): string | undefined {
  const bare = field
    ?.replace(/^[\w-]+\s*;/, '')
    .trim()
    .replace(/^<|>$/g, '');
  return bare === '' ? undefined : bare;
}

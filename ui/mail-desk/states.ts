import type { IncomingMail, OutgoingMail } from '#domain/contracts/mail-desk';
import type { LedgerState } from '#domain/mail/ledger';
import type { StateLook } from '../shared/state/state-words.tsx';

/** How a mail of ours stands, for whoever looks: as the send ledger has it, or caught. */
export const stateOf = ({ state, isCaught }: Pick<OutgoingMail, 'state' | 'isCaught'>) => (isCaught ? 'caught' : state);

/** How that looks. The words stand in the catalogue. */
export const SENT_LOOKS: Readonly<Record<LedgerState | 'caught', StateLook>> = {
  held: { icon: 'ring', tone: 'plain' },
  queued: { icon: 'clock', tone: 'plain' },
  sending: { icon: 'ring', tone: 'plain' },
  data: { icon: 'ring', tone: 'plain' },
  sent: { icon: 'check', tone: 'ok' },
  caught: { icon: 'inbox', tone: 'plain' },
  failed: { icon: 'bounce', tone: 'bad' },
  unknown: { icon: 'stuck', tone: 'unsure' },
  undone: { icon: 'undo', tone: 'plain' },
};

/** The same of mail that came in. */
export const RECEIVED_LOOKS: Readonly<Record<IncomingMail['state'], StateLook>> = {
  received: { icon: 'clock', tone: 'plain' },
  processed: { icon: 'check', tone: 'ok' },
  ignored: { icon: 'none', tone: 'plain' },
  quarantined: { icon: 'shield', tone: 'warn' },
};

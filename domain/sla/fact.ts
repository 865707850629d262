import type { Calendar } from './calendar.ts';
import type { SlaPolicy } from './policy.ts';
import type { Priority, Status } from '../tickets/words.ts';

/** Where a fact stands in its ticket's history. */
interface Place {
  /** Number within the ticket, ascending; a clock is known by the fact that opened it. */
  readonly seq: number;
  /** When it happened (ms); never before the fact ahead of it. */
  readonly at: number;
}

/** The policy version that a ticket is pinned to, and its calendar; `null` means none, and around the clock. */
export interface Terms {
  readonly policy: SlaPolicy | null;
  readonly calendar: Calendar | null;
}

interface Beginning extends Terms {
  readonly priority: Priority;
  readonly status: Status;
}

/**
 * What happened to a ticket, as far as its clocks care. The first fact of a ticket is `created`, `split` or `imported`.
 */
export type SlaFact = Place &
  (
    | ({
        /** `split`: taken out of another ticket; its clocks start here, whatever the messages' age. */
        readonly type: 'created' | 'split';
        /** Who speaks first; a customer's first message is part of this fact. */
        readonly by: 'customer' | 'agent';
      } & Beginning)
    | ({
        /** Taken over from another system: nothing before counts. */
        readonly type: 'imported';
        /** Whether an agent had answered there already. */
        readonly answered: boolean;
      } & Beginning)
    | {
        readonly type: 'message';
        readonly by: 'customer' | 'agent' | 'system';
        readonly public: boolean;
        /** Written by a machine in a person's name: out of office, a bounce, a receipt. */
        readonly auto: boolean;
        readonly messageId?: string;
        /** It can still be undone, until `released` or `unsent` says otherwise. */
        readonly held?: boolean;
      }
    | { readonly type: 'unsent' | 'released'; readonly messageId: string }
    | { readonly type: 'status'; readonly to: Status }
    | { readonly type: 'priority'; readonly to: Priority }
    | ({ readonly type: 'policy' } & Terms)
    | { readonly type: 'merged' | 'unmerged' | 'spam' | 'not_spam' | 'deleted' | 'restored' }
    /** Anything else that happened: time has passed until then, and the clocks have noted what they reached. */
    | { readonly type: 'other' }
  );

/** What each way out of the queue is undone by. */
export const WAY_BACK = { unmerged: 'merged', not_spam: 'spam', restored: 'deleted' } as const;
/** Why a ticket is out of the queue, so that nobody waits for it. */
export type Absence = (typeof WAY_BACK)[keyof typeof WAY_BACK];

import type { TicketFields } from '../fields/definition.ts';
import type { Channel, Priority, Status } from './words.ts';

/** A ticket as its facts make it; its text (subject, messages) lies elsewhere. Instants in ms. */
export interface Ticket {
  readonly status: Status;
  readonly priority: Priority;
  readonly teamId: string | null;
  readonly assigneeId: string | null;
  readonly requesterId: string;
  readonly openedBy: 'customer' | 'agent';
  readonly via: Channel;
  /** Sorted, each once. */
  readonly tags: readonly string[];
  /** What is said in custom fields; undefined in states that older code wrote. */
  readonly fields?: TicketFields | undefined;
  readonly policyVersionId: string | null;
  /** Versions of flows it is pinned to, in the order of their pinning. */
  readonly flowVersionIds: readonly string[];
  readonly isSpam: boolean;
  readonly isDeleted: boolean;
  readonly mergedIntoId: string | null;
  readonly followUpOfId: string | null;
  /** The newest public message of a person (customer, third party, colleague). */
  readonly lastMessageId: string | null;
  /** Since when it is resolved; null in any other status. */
  readonly resolvedAt: number | null;
  /** Since when a flow was stopped here because flows answered each other too often; an operator's skip or retry clears it. */
  readonly loopedAt: number | null;
  readonly revision: number;
  readonly lastSeq: number;
  readonly lastFactAt: number;
  readonly createdAt: number;
}

/** Whether a ticket is out of the queue: nobody waits for it, and no flow acts on it. */
export const isAway = ({ isSpam, isDeleted, mergedIntoId }: Ticket): boolean =>
  isSpam || isDeleted || mergedIntoId !== null;

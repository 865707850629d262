import type { Priority } from '#domain/tickets/words';
import type { Clock } from '../clock/clock.ts';
import type { Presence } from '../person/avatar.tsx';

/** What a list says about a ticket. */
export interface RowTicket {
  readonly ticketId: string;
  readonly number: number;
  readonly subject: string;
  readonly priority: Priority;
  readonly requester: string;
  readonly organisation?: string;
  /** The last message in one line, and whether we wrote it. */
  readonly preview: string;
  readonly isPreviewOurs?: boolean;
  /** Who writes an answer right now, instead of the preview. */
  readonly replying?: string;
  readonly tags: readonly string[];
  readonly assignee: RowAssignee | null;
  /** The one that ends first. */
  readonly clock: Clock;
  readonly isUnread: boolean;
}

/** Who works on it. */
export interface RowAssignee {
  readonly staffId: string;
  readonly name: string;
  readonly isMe: boolean;
  readonly presence?: Presence;
}

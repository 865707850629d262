import type { PresentPerson } from '#domain/contracts/presence';
import type { RowTicket } from '../../shared/row/row-ticket.ts';

/**
 * A row with who is on its ticket: who writes an answer, and what its assignee does there. Readers know what they do
 * themselves.
 *
 * @param me the reader's id
 */
export function withPresence(ticket: RowTicket, people: readonly PresentPerson[], me: string): RowTicket {
  const others = people.filter(({ staffId }) => staffId !== me);
  const replying = others.find(({ state, name }) => state === 'replying' && name !== undefined)?.name;
  const { assignee } = ticket;
  const there = others.find(({ staffId }) => staffId === assignee?.staffId);
  return {
    ...ticket,
    ...(replying !== undefined && { replying }),
    assignee:
      assignee && there ? { ...assignee, presence: there.state === 'replying' ? 'replying' : 'looking' } : assignee,
  };
}

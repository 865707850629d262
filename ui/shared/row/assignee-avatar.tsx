import { Avatar, NobodyAvatar } from '../person/avatar.tsx';
import type { RowAssignee } from './row-ticket.ts';

/** Who works on a ticket, or that nobody does. */
export function AssigneeAvatar({ assignee }: { readonly assignee: RowAssignee | null }) {
  if (!assignee) return <NobodyAvatar />;
  const { name, isMe, presence } = assignee;
  return <Avatar name={name} kind={isMe ? 'me' : 'colleague'} {...(presence ? { presence } : {})} />;
}

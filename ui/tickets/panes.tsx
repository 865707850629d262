import type { ReactNode } from 'react';
import './panes.css';

interface PanesProps {
  readonly list: ReactNode;
  /** The ticket that is open beside the list, with a `main` of its own; null: the list has the page for itself. */
  readonly ticket: ReactNode;
}

/** List and ticket beside each other, on a phone one at a time. The list stays as it is while tickets come and go. */
export function Panes({ list, ticket }: PanesProps) {
  const isAlone = ticket === null;
  return (
    <div
      className={isAlone ? 'panes list-only' : 'panes'}
      {...(isAlone ? { id: 'content', role: 'main', tabIndex: -1 } : {})}
    >
      {list}
      {ticket}
    </div>
  );
}

import type { ReactNode } from 'react';
import './panes.css';

interface PanesProps {
  readonly list: ReactNode;
  /** What is open beside the list, with a `main` of its own; null: the list has the page for itself. */
  readonly open: ReactNode;
}

/** A list and what is open of it beside each other, on a phone one at a time. The list stays as it is while that comes and goes. */
export function Panes({ list, open }: PanesProps) {
  const isAlone = open === null;
  return (
    <div
      className={isAlone ? 'panes list-only' : 'panes'}
      {...(isAlone ? { id: 'content', role: 'main', tabIndex: -1 } : {})}
    >
      {list}
      {open}
    </div>
  );
}

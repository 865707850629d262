import { useRef, type RefObject } from 'react';
import { useKeys } from '../../shared/keys/use-keys.ts';
import type { RowTicket } from '../../shared/row/row-ticket.ts';

interface RowKeys {
  /** What holds the rows, each with its `data-index`. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly tickets: readonly RowTicket[];
  /** The one that is open beside the list: where keys begin. */
  readonly open: number | null;
  /** Brings a row into sight, so that it is there. */
  readonly scrollTo: (index: number) => void;
  readonly onTick: (ticket: RowTicket) => void;
}

/** J and K go down and up, X ticks; Enter opens, as on every link. */
export function useRowKeys({ scroller, tickets, open, scrollTo, onTick }: RowKeys): void {
  /** Where the keys are on their way to, while that row is being drawn. */
  const ahead = useRef<number>(null);
  const linkOf = (index: number) =>
    scroller.current?.querySelector<HTMLElement>(
      `[data-index="${index}"] a.subject, [data-index="${index}"] .subject a`,
    );
  const at = () => {
    if (ahead.current !== null) return ahead.current;
    const row = scroller.current?.querySelector('[data-index]:focus-within');
    return row ? Number(row.getAttribute('data-index')) : tickets.findIndex(({ number }) => number === open);
  };
  const goTo = (index: number) => {
    if (index < 0 || index >= tickets.length) return;
    ahead.current = index;
    scrollTo(index);
    const arrive = () => {
      linkOf(index)?.focus();
      if (ahead.current === index) ahead.current = null;
    };
    if (linkOf(index)) arrive();
    else requestAnimationFrame(arrive);
  };
  useKeys({
    j: () => goTo(at() + 1),
    k: () => goTo(Math.max(0, at() - 1)),
    x: () => {
      const ticket = tickets[at()];
      if (ticket) onTick(ticket);
    },
  });
}

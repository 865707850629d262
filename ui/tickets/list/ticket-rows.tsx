import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useKeys } from '../../shared/keys/use-keys.ts';
import { ListRow } from '../../shared/row/list-row.tsx';
import type { RowTicket } from '../../shared/row/row-ticket.ts';

/** Rows of a list, and what is done with them. */
export interface TicketRowsProps {
  readonly tickets: readonly RowTicket[];
  readonly linkTo: (number: number) => string;
  /** The one that is open beside the list. */
  readonly open: number | null;
  readonly checked: ReadonlySet<number>;
  readonly onCheck: (number: number, isChecked: boolean) => void;
  /** Asked for when the last rows come into sight and there is more. */
  readonly onMore?: () => void;
}

/** Two lines; what is really there is measured. */
const usualHeight = 48;

/** Rows as many as there are, of which only those in sight are drawn. J and K go down and up, X ticks. */
export function TicketRows({ tickets, linkTo, open, checked, onCheck, onMore }: TicketRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: tickets.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualHeight,
    getItemKey: (index) => tickets[index]?.number ?? index,
    overscan: 8,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const isAtEnd = onMore !== undefined && last >= tickets.length - 8;
  useEffect(() => {
    if (isAtEnd) onMore();
  }, [isAtEnd, onMore]);

  const focused = () => Number(scroller.current?.querySelector('.row:focus-within')?.getAttribute('data-index') ?? -1);
  const focusOn = (index: number) => {
    if (index < 0 || index >= tickets.length) return;
    rows.scrollToIndex(index);
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] .subject`)?.focus(),
    );
  };
  const openIndex = tickets.findIndex(({ number }) => number === open);
  const at = () => (focused() >= 0 ? focused() : openIndex);
  const tick = (ticket: RowTicket | undefined) => ticket && onCheck(ticket.number, !checked.has(ticket.number));
  useKeys({ j: () => focusOn(at() + 1), k: () => focusOn(Math.max(0, at() - 1)), x: () => tick(tickets[at()]) });
  return (
    <div ref={scroller} className="rows scroll list">
      <ul style={{ height: rows.getTotalSize() }}>
        {shown.map(({ key, index, start }) => {
          const ticket = tickets[index];
          return (
            ticket && (
              <ListRow
                key={key}
                ref={rows.measureElement}
                ticket={ticket}
                to={linkTo(ticket.number)}
                isOpen={ticket.number === open}
                isChecked={checked.has(ticket.number)}
                onCheck={(isChecked) => onCheck(ticket.number, isChecked)}
                placed={{ index, count: tickets.length, style: { transform: `translateY(${start}px)` } }}
              />
            )
          );
        })}
      </ul>
    </div>
  );
}

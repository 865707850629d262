import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { ListRow } from '../../shared/row/list-row.tsx';
import type { RowTicket } from '../../shared/row/row-ticket.ts';
import { TicketTable } from '../../shared/row/ticket-table.tsx';
import { useRowKeys } from './use-row-keys.ts';

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
  /** Told which tickets are drawn, whenever others are. */
  readonly onInSight?: (ticketIds: readonly string[]) => void;
}

/** From this width (px) on a ticket is one line of a table. */
const tableFrom = 880;
const heights = { table: 34, list: 48 } as const;
/** How many rows before the last one more are asked for. */
const ahead = 10;

/** Rows as many as there are, of which only those in sight are drawn: two or three lines each, at full width one. */
export function TicketRows({ tickets, linkTo, open, checked, onCheck, onMore, onInSight }: TicketRowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const isTable = useIsWide(scroller);
  // eslint-disable-next-line react-hooks/incompatible-library -- The compiler leaves this component alone, which is right here.
  const rows = useVirtualizer({
    count: tickets.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => heights[isTable ? 'table' : 'list'],
    getItemKey: (index) => tickets[index]?.number ?? index,
    overscan: ahead,
  });
  useEffect(() => rows.measure(), [rows, isTable]);
  const shown = rows.getVirtualItems();
  const isAtEnd = (shown.at(-1)?.index ?? 0) >= tickets.length - ahead;
  useEffect(() => {
    if (isAtEnd) onMore?.();
  }, [isAtEnd, onMore]);
  useRowKeys({
    scroller,
    tickets,
    open,
    scrollTo: (index) => rows.scrollToIndex(index),
    onTick: ({ number }) => onCheck(number, !checked.has(number)),
  });
  const inSight = shown.flatMap(({ index, start, end }) => {
    const ticket = tickets[index];
    return ticket ? [{ ticket, index, start, end }] : [];
  });
  const ids = inSight.map(({ ticket }) => ticket.ticketId);
  const names = ids.join(' ');
  const tellInSight = useEffectEvent(() => onInSight?.(ids));
  useEffect(() => tellInSight(), [names]);
  return (
    <div ref={scroller} className="rows scroll list">
      {isTable ? (
        <TicketTable
          rows={inSight}
          above={inSight[0]?.start ?? 0}
          below={rows.getTotalSize() - (inSight.at(-1)?.end ?? 0)}
          linkTo={linkTo}
          checked={checked}
          onCheck={onCheck}
        />
      ) : (
        <ul style={{ height: rows.getTotalSize() }}>
          {inSight.map(({ ticket, index, start }) => (
            <ListRow
              key={ticket.number}
              ref={rows.measureElement}
              ticket={ticket}
              to={linkTo(ticket.number)}
              isOpen={ticket.number === open}
              isChecked={checked.has(ticket.number)}
              onCheck={(isChecked) => onCheck(ticket.number, isChecked)}
              placed={{ index, count: tickets.length, style: { transform: `translateY(${start}px)` } }}
            />
          ))}
        </ul>
      )}
    </div>
  );
}

function useIsWide(element: RefObject<HTMLElement | null>): boolean {
  const [isWide, setWide] = useState(false);
  useEffect(() => {
    const observed = element.current;
    if (!observed) return undefined;
    const observer = new ResizeObserver(() => setWide(observed.clientWidth >= tableFrom));
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return isWide;
}

import { useState } from 'react';
import { ListRow } from '../shared/row/list-row.tsx';
import type { RowTicket } from '../shared/row/row-ticket.ts';
import { TicketTable } from '../shared/row/ticket-table.tsx';
import { RowSkeletons } from '../shared/skeleton/row-skeletons.tsx';
import { EXAMPLE_TICKETS } from './example-tickets.ts';

const linkTo = (number: number) => `/dev/gallery?ticket=${number}`;
const pick = (...numbers: number[]): RowTicket[] =>
  numbers.flatMap((number) => EXAMPLE_TICKETS.find((ticket) => ticket.number === number) ?? []);

/** Rows in two lines and in three, in every state; on their way; and at full width. */
export function ListExamples() {
  const [checked, setChecked] = useState<ReadonlySet<number>>(new Set([1046]));
  const check = (number: number, isChecked: boolean) => {
    const next = new Set(checked);
    if (isChecked) next.add(number);
    else next.delete(number);
    setChecked(next);
  };
  const rows = pick(1017, 1051, 1033, 1042, 1046, 1047, 1036, 1050);
  const list = (
    <ul className="list">
      {rows.map((ticket) => (
        <ListRow
          key={ticket.number}
          ticket={ticket}
          to={linkTo(ticket.number)}
          isOpen={ticket.number === 1042}
          isChecked={checked.has(ticket.number)}
          onCheck={(isChecked) => check(ticket.number, isChecked)}
          {...(ticket.number === 1033 ? { posed: 'hover' } : ticket.number === 1047 ? { posed: 'focus' } : {})}
        />
      ))}
    </ul>
  );
  return (
    <>
      {list}
      <div className="two">
        {list}
        <div className="list">
          <RowSkeletons count={6} />
        </div>
      </div>
      <TicketTable
        rows={pick(1017, 1048, 1046, 1036).map((ticket, index) => ({ ticket, index }))}
        linkTo={linkTo}
        checked={checked}
        onCheck={check}
      />
    </>
  );
}

import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Viewer } from '#domain/contracts/session';
import { ShellFrame } from '../app/shell/shell-frame.tsx';
import { Button } from '../shared/button/button.tsx';
import { IconButton } from '../shared/button/icon-button.tsx';
import { FilterChip } from '../shared/label/chip.tsx';
import { usePageTitle } from '../shared/page-title.ts';
import { FixedNow } from '../shared/time/at-now.ts';
import { TicketList } from '../tickets/list/ticket-list.tsx';
import { Panes } from '../shared/panes/panes.tsx';
import { EXAMPLE_NOW, EXAMPLE_TICKETS } from './example-tickets.ts';
import { ExampleTicket } from './example-ticket.tsx';

const who: Viewer = {
  staffId: '00000000-0000-4000-8000-000000000001',
  name: 'Jonas Petri',
  email: 'jonas.petri@halden.example',
  role: { code: 'agent', name: 'Agent' },
  permissions: ['ticket.work'],
  teamIds: [],
  mustChangePassword: false,
  csrfToken: '',
};
const counts = { mine: 12, unassigned: 7, next: 5, late: 2, pending: 31, open: 58, closed: { atLeast: 1_000 } };
const nothing = () => undefined;

/** The workspace with example data, composed of nothing but shared components: what the design's picture is compared with. */
export function WorkspacePage() {
  usePageTitle('Workspace');
  const [search] = useSearchParams();
  const open = search.has('ticket') ? Number(search.get('ticket')) : null;
  return (
    <FixedNow value={EXAMPLE_NOW}>
      <ShellFrame who={who} counts={counts} unread={0} loss={null} onTryNow={nothing}>
        <Panes
          list={<ExampleList open={open} />}
          open={open === null ? null : <ExampleTicket key={open} number={open} />}
        />
      </ShellFrame>
    </FixedNow>
  );
}

function ExampleList({ open }: { readonly open: number | null }) {
  const [checked, setChecked] = useState<ReadonlySet<number>>(new Set([1046]));
  const [arrivals, setArrivals] = useState(3);
  const check = (number: number, isChecked: boolean) =>
    setChecked(new Set(isChecked ? [...checked, number] : [...checked].filter((other) => other !== number)));
  return (
    <TicketList
      title="Waiting on us"
      count={58}
      tools={
        <>
          <Button kind="quiet" size="tiny" icon="sort">
            Next due
          </Button>
          <IconButton icon="filter" size="tiny" label="Filter" keys="F" />
          <IconButton icon="more" size="tiny" label="View options" />
        </>
      }
      filters={
        <>
          <FilterChip name="Status" value="new, open" removeLabel="Remove filter Status" onRemove={nothing} />
          <FilterChip
            name="Next clock"
            value="within a day"
            removeLabel="Remove filter Next clock"
            onRemove={nothing}
          />
        </>
      }
      arrivals={arrivals}
      onShowArrivals={() => setArrivals(0)}
      content={{
        state: 'rows',
        tickets: EXAMPLE_TICKETS,
        linkTo: (number) => `/dev/gallery/workspace?ticket=${number}`,
        open,
        checked,
        onCheck: check,
      }}
      onClearChecked={() => setChecked(new Set())}
      bulkActions={
        <>
          <Button kind="quiet" icon="user">
            Assign
          </Button>
          <Button kind="quiet" icon="check-circle">
            Status
          </Button>
          <Button kind="quiet" icon="tag">
            Tag
          </Button>
        </>
      }
    />
  );
}

import type { ReactNode } from 'react';
import { ArrivalsBar } from '../../shared/feedback/arrivals-bar.tsx';
import { formatNumber } from '../../shared/format/format-number.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { useKeys } from '../../shared/keys/use-keys.ts';
import { RowSkeletons } from '../../shared/skeleton/row-skeletons.tsx';
import { BulkBar } from './bulk-bar.tsx';
import './ticket-list.css';
import { TicketRows, type TicketRowsProps } from './ticket-rows.tsx';

/** What a list has to show. */
export type ListContent =
  | { readonly state: 'loading' }
  /** Nothing there, or not loaded: an `EmptyState` or an `ErrorState` says it. */
  | { readonly state: 'instead'; readonly say: ReactNode }
  | ({ readonly state: 'rows' } & TicketRowsProps);

interface TicketListProps {
  readonly title: string;
  /** How many there are in all; null while it is not known. */
  readonly count: number | null;
  /** Sort, filter and options: small buttons. */
  readonly tools?: ReactNode;
  /** Chips of the filters that hold. */
  readonly filters?: ReactNode;
  /** How many wait to be shown. */
  readonly arrivals: number;
  readonly onShowArrivals: () => void;
  readonly content: ListContent;
  readonly onClearChecked: () => void;
  /** What can be done with those that are ticked: quiet buttons. */
  readonly bulkActions?: ReactNode;
}

/** The list of a view: head, filters, what is new, rows, and what can be done with those that are ticked. */
export function TicketList(props: TicketListProps) {
  const { title, count, tools, filters, arrivals, onShowArrivals, content, onClearChecked, bulkActions } = props;
  const { locale } = useWords();
  const checked = content.state === 'rows' ? content.checked.size : 0;
  useKeys({
    ...(arrivals > 0 ? { n: onShowArrivals } : {}),
    ...(checked > 0 ? { Escape: onClearChecked } : {}),
  });
  return (
    <section className="list-pane" aria-label={title}>
      <header className="pane-head">
        <h1 className="cut">{title}</h1>
        {count !== null && <span className="num faint">{formatNumber(count, locale)}</span>}
        <span className="grow" />
        {tools}
      </header>
      {filters !== undefined && <div className="filters">{filters}</div>}
      <ArrivalsBar count={arrivals} onShow={onShowArrivals} />
      <Content content={content} />
      {checked > 0 && <BulkBar count={checked} onClear={onClearChecked} actions={bulkActions} />}
    </section>
  );
}

function Content({ content }: { readonly content: ListContent }) {
  switch (content.state) {
    case 'loading':
      return (
        <div className="rows list">
          <RowSkeletons count={8} />
        </div>
      );
    case 'instead':
      return <div className="rows">{content.say}</div>;
    case 'rows':
      return <TicketRows {...content} />;
  }
}

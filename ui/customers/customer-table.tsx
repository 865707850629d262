import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ListedCustomer } from '#domain/contracts/directory';
import { Button } from '../shared/button/button.tsx';
import { useWords, type Words } from '../shared/i18n/use-words.ts';
import { Asked } from '../shared/settings/asked.tsx';
import { DataTable, type Column } from '../shared/settings/data-table.tsx';
import { StateWords } from '../shared/state/state-words.tsx';
import type { useCustomers } from './use-customers.ts';

interface CustomerTableProps {
  readonly label: string;
  readonly asked: ReturnType<typeof useCustomers>;
  /** In place of the table where there is nobody. */
  readonly empty: ReactNode;
  /** Without, all are of one, which the page names. */
  readonly hasOrganisation?: boolean;
}

/** Customers below each other, as far as they were asked for. */
export function CustomerTable({ label, asked, empty, hasOrganisation = false }: CustomerTableProps) {
  const words = useWords();
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = asked;
  return (
    <Asked asked={asked}>
      {({ pages }) => {
        const rows = pages.flatMap(({ customers }) => customers);
        if (rows.length === 0) return empty;
        return (
          <>
            <DataTable label={label} rows={rows} keyOf={({ id }) => id} columns={columnsOf(words, hasOrganisation)} />
            {hasNextPage && (
              <div className="line">
                <Button isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  {words.t('customers.more')}
                </Button>
              </div>
            )}
          </>
        );
      }}
    </Asked>
  );
}

function columnsOf({ t }: Words, hasOrganisation: boolean): Column<ListedCustomer>[] {
  const organisation: Column<ListedCustomer> = {
    head: t('customers.organisation'),
    isMinor: true,
    cell: ({ organisation: of }) => of?.name ?? <span className="faint">{t('settings.none')}</span>,
  };
  return [
    {
      head: t('customers.name'),
      cell: ({ id, name, isBlocked, isBounced }) => (
        <>
          <Link to={`/customers/${id}`}>{name}</Link>
          {(isBlocked || isBounced) && (
            <span className="below">
              <span className="line">
                {isBlocked && <StateWords icon="shield" tone="bad" words={t('customers.blocked')} />}
                {isBounced && <StateWords icon="bounce" tone="bad" words={t('customers.mark.bounced')} />}
              </span>
            </span>
          )}
        </>
      ),
    },
    { head: t('customers.address'), cell: ({ email }) => <span className="cut">{email}</span> },
    ...(hasOrganisation ? [organisation] : []),
  ];
}

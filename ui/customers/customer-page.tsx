import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { customerView, type CustomerView } from '#domain/contracts/customer';
import { ticketList, type TicketRow } from '#domain/contracts/ticket-list';
import { STATUSES } from '#domain/tickets/words';
import { callApi } from '../shared/calls/call-api.ts';
import { useWords, type Words } from '../shared/i18n/use-words.ts';
import { StatusMark } from '../shared/marks/status-mark.tsx';
import { Asked } from '../shared/settings/asked.tsx';
import { Card } from '../shared/settings/card.tsx';
import { DataTable, type Column } from '../shared/settings/data-table.tsx';
import { SettingsHead } from '../shared/settings/settings-head.tsx';
import { StateWords } from '../shared/state/state-words.tsx';
import { Instant } from '../shared/time/instant.tsx';
import { AboutCustomer } from './about-customer.tsx';
import { customerKey } from './customer-key.ts';
import './customers.css';
import { MergeCustomer } from './merge-customer.tsx';

/** One customer, what is known of them and what they asked: `/customers/:id`. */
export function CustomerPage() {
  const { id = '' } = useParams();
  const asked = useQuery({
    queryKey: customerKey(id),
    queryFn: ({ signal }) => callApi({ path: `/customers/${id}`, reply: customerView, signal }),
  });
  return (
    <main id="content" className="customer scroll" tabIndex={-1}>
      <div className="settings-column">
        <Asked asked={asked}>{(customer) => <Customer key={customer.id} customer={customer} />}</Asked>
      </div>
    </main>
  );
}

function Customer({ customer }: { readonly customer: CustomerView }) {
  const { t } = useWords();
  const { id, name, email, organisation, blockedAt, may } = customer;
  return (
    <>
      <SettingsHead title={name}>
        {organisation === null ? email : `${email} · ${organisation.name}`}
        {blockedAt !== null && <StateWords icon="shield" tone="bad" words={t('customers.blocked')} />}
      </SettingsHead>
      <Tickets customerId={id} />
      <AboutCustomer customer={customer} />
      {may.includes('merge') && <MergeCustomer customer={customer} />}
    </>
  );
}

function Tickets({ customerId }: { readonly customerId: string }) {
  const words = useWords();
  const { t } = words;
  const query = new URLSearchParams({
    requester: customerId,
    status: STATUSES.join(','),
    sort: 'changed',
    limit: '20',
  });
  const asked = useQuery({
    queryKey: [...customerKey(customerId), 'tickets'],
    queryFn: ({ signal }) => callApi({ path: `/tickets?${query.toString()}`, reply: ticketList, signal }),
    placeholderData: keepPreviousData,
  });
  return (
    <Card title={t('customers.tickets')}>
      <Asked asked={asked}>
        {({ tickets }) =>
          tickets.length === 0 ? (
            <p className="soft">{t('customers.noTickets')}</p>
          ) : (
            <DataTable
              label={t('customers.tickets')}
              rows={tickets}
              keyOf={({ ticketId }) => ticketId}
              columns={columnsOf(words)}
            />
          )
        }
      </Asked>
    </Card>
  );
}

function columnsOf({ t }: Words): Column<TicketRow>[] {
  return [
    {
      head: t('ticket.field.subject'),
      cell: ({ number, subject }) => (
        <Link className="cut" to={`/tickets/open/${String(number)}`}>
          <span className="faint num">#{number}</span> {subject}
        </Link>
      ),
    },
    {
      head: t('ticket.field.status'),
      cell: ({ status }) => (
        <span className="line">
          <StatusMark status={status} />
          {t(`ticket.status.${status}`)}
        </span>
      ),
    },
    {
      head: t('ticket.field.assignee'),
      isMinor: true,
      cell: ({ assignee }) => assignee?.name ?? <span className="faint">{t('ticket.nobody')}</span>,
    },
    { head: t('customers.changed'), cell: ({ changedAt }) => <Instant at={Date.parse(changedAt)} /> },
  ];
}

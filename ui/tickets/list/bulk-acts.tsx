import type { TicketRow } from '#domain/contracts/ticket-list';
import { isOver } from '#domain/tickets/words';
import { useViewer } from '../../session/session.ts';
import { Button } from '../../shared/button/button.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { useBulk } from '../data/use-bulk.ts';

interface BulkActsProps {
  /** Those that are ticked. */
  readonly tickets: readonly TicketRow[];
  readonly onDone: () => void;
}

/** What can be done with several tickets at once. */
export function BulkActs({ tickets, onDone }: BulkActsProps) {
  const { t } = useWords();
  const { staffId } = useViewer();
  const bulk = useBulk();
  const take = () =>
    bulk.mutate(
      {
        field: 'assignee',
        tickets: tickets.map((ticket) => ({
          ...{ ticket, body: { assigneeId: staffId }, back: { assigneeId: ticket.assignee?.id ?? null } },
        })),
        done: (count) => t('ticket.bulkTaken', { count }),
      },
      { onSuccess: onDone },
    );
  const resolve = () =>
    bulk.mutate(
      {
        field: 'status',
        tickets: tickets
          .filter(({ status }) => !isOver(status))
          .map((ticket) => ({
            ...{ ticket, body: { status: 'resolved' } },
            back: { status: ticket.status === 'new' ? 'open' : ticket.status },
          })),
        done: (count) => t('ticket.bulkResolved', { count }),
      },
      { onSuccess: onDone },
    );
  return (
    <>
      <Button kind="quiet" icon="user" isOff={bulk.isPending} onClick={take}>
        {t('ticket.assignToMe')}
      </Button>
      <Button kind="quiet" icon="check-circle" isBusy={bulk.isPending} onClick={resolve}>
        {t('ticket.resolve')}
      </Button>
    </>
  );
}

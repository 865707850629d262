import type { TicketView } from '#domain/contracts/ticket';
import { Button } from '../../shared/button/button.tsx';
import { Banner } from '../../shared/feedback/banner.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import type { useAct } from '../data/use-act.ts';

interface PlaceBannerProps {
  readonly ticket: TicketView;
  /** The ticket of the number that was asked for, if it goes on in this one. */
  readonly merged: TicketView | null;
  readonly acts: Pick<ReturnType<typeof useAct>, 'mutate' | 'isPending'>;
}

/** That a ticket is not where one looks for it: merged, spam, deleted; and the way back. Null: it is. */
export function PlaceBanner({ ticket, merged, acts }: PlaceBannerProps) {
  const { t } = useWords();
  const { isSpam, isDeleted, mayI, number } = ticket;
  if (merged) {
    const words = t('ticket.isMerged', { number: merged.number, into: number });
    return (
      <Banner
        tone="warn"
        icon="merge"
        headline={words}
        actions={
          mayI.assign && (
            <Button
              size="tiny"
              isBusy={acts.isPending}
              onClick={() => acts.mutate({ act: 'unmerge', mergedId: merged.ticketId })}
            >
              {t('ticket.unmerge')}
            </Button>
          )
        }
      >
        {t('ticket.isMergedHint')}
      </Banner>
    );
  }
  if (!isSpam && !isDeleted) return null;
  const act = isDeleted ? 'deletion' : 'spam';
  const mayReturn = isDeleted ? mayI.delete : mayI.assign;
  return (
    <Banner
      tone={isDeleted ? 'late' : 'warn'}
      icon={isDeleted ? 'x-circle' : 'shield'}
      headline={t(isDeleted ? 'ticket.isDeleted' : 'ticket.isSpam')}
      actions={
        mayReturn && (
          <Button size="tiny" isBusy={acts.isPending} onClick={() => acts.mutate({ act, isDone: false })}>
            {t(isDeleted ? 'ticket.restore' : 'ticket.noSpam')}
          </Button>
        )
      }
    >
      {t('ticket.isAwayHint')}
    </Banner>
  );
}

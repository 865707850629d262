import { useId, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useViewer } from '../../session/session.ts';
import { Segments } from '../../shared/button/segments.tsx';
import { asCallFailed } from '../../shared/calls/call-failed.ts';
import { EmptyState } from '../../shared/feedback/empty-state.tsx';
import { ErrorState } from '../../shared/feedback/error-state.tsx';
import { Button } from '../../shared/button/button.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { usePageTitle } from '../../shared/page-title.ts';
import { RowSkeletons } from '../../shared/skeleton/row-skeletons.tsx';
import { useCaughtMail } from '../data/use-caught-mail.ts';
import { listsFor, MAIL_LISTS, mailPath, type MailListName } from '../mail-lists.ts';
import type { MailRowContent } from './mail-row.tsx';
import { MailRows } from './mail-rows.tsx';

/** What was asked for a list, as far as it is there: `useMailPages` narrowed down to what is shown of it. */
export interface AskedMail {
  readonly error: Error | null;
  readonly refetch: () => unknown;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

interface MailListProps {
  readonly list: MailListName;
  /** Undefined: on their way, or not to be had. */
  readonly mails: readonly MailRowContent[] | undefined;
  readonly asked: AskedMail;
  readonly open: string | null;
  readonly filter?: ReactNode;
  /** Given while the list is narrowed down: how to see all of it again. */
  readonly onShowAll?: () => void;
  /** What there is to know before the list is read. */
  readonly notice?: ReactNode;
}

/** A list of the mail page: which list, its filter, and its rows or why there are none. */
export function MailList({ list, mails, asked, open, filter, onShowAll, notice }: MailListProps) {
  const { t } = useWords();
  const id = useId();
  usePageTitle(t(`mail.title.${list}`));
  return (
    <section className="list-pane" aria-label={t('shell.mail')}>
      <header className="pane-head">
        <h1 className="cut">{t('shell.mail')}</h1>
        <span className="grow" />
        {filter}
      </header>
      <Choice list={list} controls={id} />
      {notice}
      <div id={id} className="mail-panel" role="tabpanel" aria-label={t(`mail.title.${list}`)}>
        <Content list={list} mails={mails} asked={asked} open={open} {...(onShowAll && { onShowAll })} />
      </div>
    </section>
  );
}

/** Which of the lists; those that somebody may not see, or that have nothing to say, are not offered. */
function Choice({ list, controls }: { readonly list: MailListName; readonly controls: string }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const seen = listsFor(useViewer());
  const { data: caught } = useCaughtMail(seen.includes('caught'));
  const isCatching = caught?.pages.some(({ mails, catchingSince }) => catchingSince !== null || mails.length > 0);
  const offered = (['sent', 'received', 'caught'] as const).filter(
    (name) => name === list || (seen.includes(name) && (name !== 'caught' || isCatching === true)),
  );
  if (offered.length === 1) return null;
  return (
    <div className="filters mail-choice">
      <Segments
        label={t('mail.which')}
        segments={offered.map((value) => ({ value, label: t(`mail.list.${value}`), icon: MAIL_LISTS[value].icon }))}
        value={list}
        onChange={(chosen) => void navigate(mailPath(chosen))}
        controls={controls}
      />
    </div>
  );
}

function Content({ list, mails, asked, open, onShowAll }: Omit<MailListProps, 'filter' | 'notice'>) {
  const { t } = useWords();
  if (!mails) {
    if (!asked.error) {
      return (
        <div className="rows list">
          <RowSkeletons count={8} />
        </div>
      );
    }
    return (
      <ErrorState
        title={t('mail.listNotLoaded')}
        failure={asCallFailed(asked.error)}
        onRetry={() => void asked.refetch()}
      />
    );
  }
  if (mails.length === 0) return <Nothing list={list} {...(onShowAll && { onShowAll })} />;
  const older = { isComing: asked.isFetchingNextPage, show: () => void asked.fetchNextPage() };
  return <MailRows list={list} mails={mails} open={open} older={asked.hasNextPage ? older : null} />;
}

function Nothing({ list, onShowAll }: Pick<MailListProps, 'list' | 'onShowAll'>) {
  const { t } = useWords();
  const { icon } = MAIL_LISTS[list];
  if (onShowAll) {
    return (
      <EmptyState
        icon="filter"
        title={t('mail.noneOfState')}
        actions={<Button onClick={onShowAll}>{t('mail.showAll')}</Button>}
      >
        {t('mail.noneOfStateHint')}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={icon} title={t(`mail.none.${list}`)}>
      {t(`mail.noneHint.${list}`)}
    </EmptyState>
  );
}

import { useState } from 'react';
import { Link } from 'react-router';
import type { NoticeGroupView } from '#domain/contracts/notice';
import { accountPath } from '../account/account-pages.ts';
import { Button, ButtonLink } from '../shared/button/button.tsx';
import { Segments } from '../shared/button/segments.tsx';
import { asCallFailed } from '../shared/calls/call-failed.ts';
import { EmptyState } from '../shared/feedback/empty-state.tsx';
import { ErrorState } from '../shared/feedback/error-state.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { usePageTitle } from '../shared/page-title.ts';
import '../shared/panes/panes.css';
import { RowSkeletons } from '../shared/skeleton/row-skeletons.tsx';
import { Instant } from '../shared/time/instant.tsx';
import './notices.css';
import { useNotices, useReadNotices } from './use-notices.ts';

/** What somebody was told of, by ticket: `/notices`. */
export function NoticesPage() {
  const { t } = useWords();
  const [which, setWhich] = useState<'all' | 'unread'>('all');
  const asked = useNotices(which === 'unread');
  const read = useReadNotices();
  usePageTitle(t('notices.title'));
  const [first] = asked.data?.pages ?? [];
  const groups = asked.data?.pages.flatMap((page) => page.groups);
  return (
    <main id="content" className="notices scroll" tabIndex={-1}>
      <header className="pane-head">
        <h1 className="cut">{t('notices.title')}</h1>
        <span className="grow" />
        <ButtonLink kind="quiet" icon="gear" to={accountPath('notices')}>
          {t('notices.choose')}
        </ButtonLink>
        <Button
          isOff={first === undefined || first.unread === 0}
          onClick={() => first && read.mutate({ ticketId: null, until: first.now })}
        >
          {t('notices.readAll')}
        </Button>
      </header>
      <div className="filters">
        <Segments
          label={t('notices.which')}
          segments={[
            { value: 'all', label: t('notices.all'), icon: 'list' },
            { value: 'unread', label: t('notices.onlyUnread'), icon: 'bell' },
          ]}
          value={which}
          onChange={setWhich}
          controls="notices-list"
        />
      </div>
      <div id="notices-list" role="tabpanel" aria-label={t('notices.title')}>
        {groups === undefined && asked.error && (
          <ErrorState
            title={t('notices.notLoaded')}
            failure={asCallFailed(asked.error)}
            onRetry={() => void asked.refetch()}
          />
        )}
        {groups === undefined && !asked.error && (
          <div className="rows list">
            <RowSkeletons count={6} />
          </div>
        )}
        {groups?.length === 0 && (
          <EmptyState icon="check" title={which === 'unread' ? t('notices.noneUnread') : t('notices.none')}>
            {t('notices.noneHint')}
          </EmptyState>
        )}
        {groups !== undefined && groups.length > 0 && (
          <ul>
            {groups.map((group) => (
              <Group
                key={group.ticketId}
                group={group}
                onRead={() => first && read.mutate({ ticketId: group.ticketId, until: first.now })}
              />
            ))}
          </ul>
        )}
        {asked.hasNextPage && (
          <div className="older">
            <Button isBusy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
              {t('notices.older')}
            </Button>
          </div>
        )}
      </div>
    </main>
  );
}

function Group({ group, onRead }: { readonly group: NoticeGroupView; readonly onRead: () => void }) {
  const { t } = useWords();
  const { number, subject, unread, notices } = group;
  return (
    <li className={unread > 0 ? 'notice-group unread' : 'notice-group'}>
      <div className="line">
        <Link className="cut" to={`/tickets/open/${String(number)}`} onClick={onRead}>
          <span className="faint num">#{number}</span> {subject}
        </Link>
        <span className="grow" />
        {unread > 0 && (
          <>
            <span className="sm soft num">{t('notices.unread', { count: unread })}</span>
            <Button kind="quiet" size="tiny" aria-label={`${t('notices.read')}: #${String(number)}`} onClick={onRead}>
              {t('notices.read')}
            </Button>
          </>
        )}
      </div>
      <ul className="sm soft">
        {notices.map(({ id, event, at, text, isUnread }) => (
          <li key={id} className={isUnread ? 'line fresh' : 'line'}>
            <span className="cut">
              {t(`notices.event.${event}`)}
              {text !== null && `: ${text}`}
            </span>
            <span className="grow" />
            <Instant at={Date.parse(at)} />
          </li>
        ))}
      </ul>
    </li>
  );
}

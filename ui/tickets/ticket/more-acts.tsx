import { Menu } from '@mantine/core';
import type { TicketView } from '#domain/contracts/ticket';
import { IconButton } from '../../shared/button/icon-button.tsx';
import { sayDone } from '../../shared/feedback/toasts.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Icon } from '../../shared/icon/icon.tsx';
import type { useAct } from '../data/use-act.ts';

interface MoreActsProps {
  readonly ticket: TicketView;
  readonly acts: Pick<ReturnType<typeof useAct>, 'mutate'>;
  readonly onMerge: () => void;
}

/** What is done with a ticket now and then. All of it can be taken back. */
export function MoreActs({ ticket, acts, onMerge }: MoreActsProps) {
  const { t } = useWords();
  const { number, mayI, engine, isSpam, isDeleted } = ticket;
  const leave = (act: 'spam' | 'deletion', done: string) =>
    acts.mutate(
      { act, isDone: true },
      { onSuccess: () => sayDone('check', done, () => acts.mutate({ act, isDone: false })) },
    );
  const isThere = !isSpam && !isDeleted;
  const maySpam = mayI.assign && isThere;
  const mayDelete = mayI.delete && isThere;
  if (!maySpam && !mayDelete && engine.url === null) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton icon="more" label={t('feedback.moreActions')} />
      </Menu.Target>
      <Menu.Dropdown>
        {maySpam && (
          <Menu.Item leftSection={<Icon name="merge" />} onClick={onMerge}>
            {t('ticket.merge')}
          </Menu.Item>
        )}
        {maySpam && (
          <Menu.Item
            leftSection={<Icon name="shield" />}
            onClick={() => leave('spam', t('ticket.spamDone', { number }))}
          >
            {t('ticket.spam')}
          </Menu.Item>
        )}
        {mayDelete && (
          <Menu.Item
            leftSection={<Icon name="x-circle" />}
            onClick={() => leave('deletion', t('ticket.deleteDone', { number }))}
          >
            {t('ticket.delete')}
          </Menu.Item>
        )}
        {engine.url !== null && (
          <Menu.Item
            component="a"
            href={engine.url}
            target="_blank"
            rel="noreferrer"
            leftSection={<Icon name="flow" />}
          >
            {t('ticket.inTemporal')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

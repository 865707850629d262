import { useWords } from '../i18n/use-words.ts';
import { Avatar, type Presence } from './avatar.tsx';

/** Somebody else on this ticket, and what they do. `plain`: a dot instead of their avatar. */
export function PresenceOf({
  name,
  presence,
  plain = false,
}: {
  readonly name: string;
  readonly presence: Presence;
  readonly plain?: boolean;
}) {
  const { t } = useWords();
  const first = name.split(' ')[0] ?? name;
  const isBusy = presence === 'replying';
  return (
    <span className={isBusy ? 'presence busy' : 'presence'}>
      {plain ? (
        <i className={isBusy ? 'seen busy' : 'seen'} />
      ) : (
        <Avatar name={name} kind="colleague" presence={presence} beside />
      )}
      <span className="t">
        {isBusy ? t('ticket.isReplying', { name: first }) : t('ticket.isLooking', { name: first })}
      </span>
    </span>
  );
}

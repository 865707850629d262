import { Icon } from '../icon/icon.tsx';
import { useWords } from '../i18n/use-words.ts';
import './avatar.css';
import { initials } from './initials.ts';

/** What somebody does on this ticket now. */
export type Presence = 'looking' | 'replying';

interface AvatarProps {
  readonly name: string;
  /** `me`: the reader, among colleagues; `flow`: nobody, a flow did it. */
  readonly kind: 'colleague' | 'me' | 'customer' | 'flow';
  readonly presence?: Presence;
  readonly large?: boolean;
  /** The name stands beside it, so that it need not be read again. */
  readonly beside?: boolean;
}

const classes = { colleague: 'ava', me: 'ava me', customer: 'ava cust', flow: 'ava flow' } as const;

/** Somebody, by the first letters of their name: a circle for colleagues, a rounded square for customers. */
export function Avatar({ name, kind, presence, large = false, beside = false }: AvatarProps) {
  const { t } = useWords();
  const label = { looking: t('ticket.lookingNow', { name }), replying: t('ticket.replyingNow', { name }), none: name };
  return (
    <span
      className={large ? `${classes[kind]} l` : classes[kind]}
      title={label[presence ?? 'none']}
      {...(beside ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label[presence ?? 'none'] })}
    >
      {kind === 'flow' ? <Icon name="flow" /> : initials(name)}
      {presence && <i className={presence === 'replying' ? 'seen busy' : 'seen'} />}
    </span>
  );
}

/** Nobody yet. */
export function NobodyAvatar({
  large = false,
  beside = false,
}: {
  readonly large?: boolean;
  readonly beside?: boolean;
}) {
  const { t } = useWords();
  return (
    <span
      className={large ? 'ava nobody l' : 'ava nobody'}
      title={t('ticket.unassigned')}
      {...(beside ? { 'aria-hidden': true } : { role: 'img', 'aria-label': t('ticket.unassigned') })}
    >
      <Icon name="plus" />
    </span>
  );
}

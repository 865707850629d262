import type { OutgoingMail } from '#domain/contracts/mail-desk';
import { formatDuration } from '../shared/format/format-duration.ts';
import { formatShortInstant } from '../shared/format/format-instant.ts';
import { useWords, type Words } from '../shared/i18n/use-words.ts';
import { StateWords } from '../shared/state/state-words.tsx';
import { useAtNow } from '../shared/time/at-now.ts';
import { SENT_LOOKS, stateOf } from './states.ts';

interface SentStateProps {
  readonly mail: OutgoingMail;
  readonly isAtEnd?: boolean;
}

/** How a mail of ours stands, and what it waits for. */
export function SentState({ mail, isAtEnd = false }: SentStateProps) {
  const words = useWords();
  const text = useAtNow((now) => say(mail, now, words));
  return <StateWords {...SENT_LOOKS[stateOf(mail)]} words={text} isAtEnd={isAtEnd} />;
}

function say(mail: OutgoingMail, now: number, { t, locale }: Words): string {
  const { state, heldUntil, nextAttemptAt } = mail;
  if (state === 'held' && heldUntil !== null) {
    const left = Date.parse(heldUntil) - now;
    if (left > 0) return t('thread.delivery.held', { time: formatDuration(left, locale, 'up') });
  }
  if (state === 'queued' && nextAttemptAt !== null) {
    return t('thread.delivery.queued', { at: formatShortInstant(Date.parse(nextAttemptAt), now, locale) });
  }
  return t(`mail.sent.${stateOf(mail)}`);
}

import { Link } from 'react-router';
import { formatDuration } from '../format/format-duration.ts';
import { formatShortInstant } from '../format/format-instant.ts';
import { useWords, type Words } from '../i18n/use-words.ts';
import { Button } from '../button/button.tsx';
import { Icon } from '../icon/icon.tsx';
import { Ring } from '../icon/ring.tsx';
import type { IconName } from '../icon/shapes.tsx';
import { useAtNow } from '../time/at-now.ts';
import type { Delivery } from './delivery.ts';
import './message.css';

interface DeliveryLineProps {
  readonly delivery: Delivery;
  /** The ways on; each is offered where it is given and makes sense. */
  readonly onArrived?: () => void;
  readonly onResend?: () => void;
  readonly onCorrectAddress?: () => void;
  /** Where all mails are, for what did not arrive. */
  readonly mailPath?: string;
}

const looks: Record<Delivery['state'], { tone: string; icon: IconName | 'ring' }> = {
  held: { tone: '', icon: 'ring' },
  sending: { tone: '', icon: 'ring' },
  queued: { tone: '', icon: 'clock' },
  sent: { tone: ' ok', icon: 'check' },
  caught: { tone: '', icon: 'inbox' },
  failed: { tone: ' bad', icon: 'bounce' },
  unknown: { tone: ' unsure', icon: 'stuck' },
};

/** What became of a reply's mail, and the way on where it did not arrive. */
export function DeliveryLine({ delivery, onArrived, onResend, onCorrectAddress, mailPath }: DeliveryLineProps) {
  const words = useWords();
  const text = useAtNow((now) => say(delivery, now, words));
  const { tone, icon } = looks[delivery.state];
  return (
    <div className={`delivery${tone}`}>
      {icon === 'ring' ? <Ring share={0.8} /> : <Icon name={icon} small />}
      <span className="words">{text}</span>
      {(delivery.state === 'unknown' || delivery.state === 'failed') && (
        <span className="acts">
          {delivery.state === 'unknown' && onArrived && (
            <button className="link" type="button" onClick={onArrived}>
              {words.t('thread.delivery.itArrived')}
            </button>
          )}
          {onResend && (
            <button className="link" type="button" onClick={onResend}>
              {words.t('thread.delivery.resend')}
            </button>
          )}
          {mailPath !== undefined && (
            <Link className="link" to={mailPath}>
              {words.t('thread.delivery.toMail')}
            </Link>
          )}
          {delivery.state === 'failed' && onCorrectAddress && (
            <Button size="tiny" onClick={onCorrectAddress}>
              {words.t('thread.delivery.correctAddress')}
            </Button>
          )}
        </span>
      )}
    </div>
  );
}

function say(delivery: Delivery, now: number, { t, locale }: Words): string {
  switch (delivery.state) {
    case 'held': {
      const left = delivery.until - now;
      if (left <= 0) return t('thread.delivery.sending');
      return t('thread.delivery.held', { time: formatDuration(left, locale, 'up') });
    }
    case 'sending':
      return t('thread.delivery.sending');
    case 'queued':
      if (delivery.nextTryAt === null) return t('thread.delivery.waiting');
      return t('thread.delivery.queued', { at: formatShortInstant(delivery.nextTryAt, now, locale) });
    case 'sent': {
      const sent = t('thread.delivery.sent', { at: formatShortInstant(delivery.at, now, locale) });
      const server = delivery.acceptedBy;
      return server === undefined ? sent : `${sent} · ${t('thread.delivery.acceptedBy', { server })}`;
    }
    case 'caught':
      return t('thread.delivery.caught', { at: formatShortInstant(delivery.at, now, locale) });
    case 'failed':
      return t('thread.delivery.failed', { reason: delivery.reason });
    case 'unknown':
      return t('thread.delivery.unknown');
  }
}

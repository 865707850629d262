import { useId, type ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/shapes.tsx';
import { useWords, type Words } from '../i18n/use-words.ts';
import { Avatar } from '../person/avatar.tsx';
import { Instant } from '../time/instant.tsx';
import './message.css';

/**
 * Who speaks to whom: `customer`, `third_party` and, by a machine in their name, `automatic` to us; `entered` is what a
 * colleague wrote down of what the customer said; `reply` and, by a flow, `flow_mail` go to the customer; `note` and
 * `flow_note` stay among colleagues.
 */
export type MessageKind =
  'customer' | 'third_party' | 'automatic' | 'entered' | 'reply' | 'flow_mail' | 'note' | 'flow_note';

interface MessageCardProps {
  readonly kind: MessageKind;
  /** `organisation`: what tells more of somebody, such as the address a third party wrote from. */
  readonly author: { readonly name: string; readonly isMe?: boolean; readonly organisation?: string };
  /** ms */
  readonly at: number;
  /** What was said: `MessageText`, or a `MailFrame`. */
  readonly children: ReactNode;
  /** What stands below: attachments, the delivery's line. */
  readonly below?: ReactNode;
}

const shapes: Record<MessageKind, 'customer' | 'reply' | 'note'> = {
  customer: 'customer',
  third_party: 'customer',
  automatic: 'customer',
  entered: 'customer',
  reply: 'reply',
  flow_mail: 'reply',
  note: 'note',
  flow_note: 'note',
};

const avatars = {
  customer: 'customer',
  third_party: 'customer',
  automatic: 'customer',
  entered: 'colleague',
  reply: 'colleague',
  flow_mail: 'flow',
  note: 'colleague',
  flow_note: 'flow',
} as const satisfies Record<MessageKind, string>;

/** A message of the thread. Shape, colour and words each say whether the customer reads it. */
export function MessageCard({ kind, author, at, children, below }: MessageCardProps) {
  const words = useWords();
  const heading = useId();
  const shape = shapes[kind];
  const name = author.isMe === true ? words.t('ticket.you') : author.name;
  return (
    <article className={shape === 'customer' ? 'msg' : `msg ${shape}`} aria-labelledby={heading}>
      <Avatar name={author.name} kind={author.isMe === true ? 'me' : avatars[kind]} large beside />
      <div className="body">
        <div className="by">
          <span className="who">
            <h2 id={heading}>{name}</h2>
            {author.organisation !== undefined && <span className="cut">{author.organisation}</span>}
            <Kind kind={kind} words={words} />
          </span>
          <Instant at={at} />
        </div>
        {children}
        {below}
      </div>
    </article>
  );
}

function Kind({ kind, words: { t } }: { readonly kind: MessageKind; readonly words: Words }) {
  const said: Record<MessageKind, { icon: IconName; text: string } | null> = {
    customer: null,
    third_party: { icon: 'user', text: t('thread.thirdParty') },
    automatic: { icon: 'flow', text: t('thread.automatic') },
    entered: { icon: 'pen', text: t('thread.entered') },
    reply: { icon: 'reply', text: t('thread.replyToCustomer') },
    flow_mail: { icon: 'reply', text: t('thread.automaticToCustomer') },
    note: { icon: 'lock', text: t('thread.internalNote') },
    flow_note: { icon: 'lock', text: t('thread.internalNote') },
  };
  const words = said[kind];
  return (
    words && (
      <span className="kind">
        <Icon name={words.icon} />
        {words.text}
      </span>
    )
  );
}

import type { ThreadMessage } from '#domain/contracts/ticket-thread';
import { useMemo } from 'react';
import { AttachmentList, type Attachment } from '../../shared/attachments/attachment-list.tsx';
import { apiOrigin } from '../../shared/calls/api-origin.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { MailFrame } from '../../shared/mail-frame/mail-frame.tsx';
import { DeliveryLine } from '../../shared/message/delivery-line.tsx';
import { MessageCard, type MessageKind } from '../../shared/message/message-card.tsx';
import { MessageText } from '../../shared/message/message-text.tsx';
import { deliveryOf } from '../data/delivery-of.ts';
import type { useAct } from '../data/use-act.ts';

interface MessageProps {
  readonly message: ThreadMessage;
  /** The viewer's id. */
  readonly me: string;
  readonly acts: Pick<ReturnType<typeof useAct>, 'mutate'>;
}

/** A message of a ticket: who speaks to whom, what they said, and what became of it. */
export function Message({ message, me, acts }: MessageProps) {
  const { t } = useWords();
  const { author, flow, body, replyText, html, attachments } = message;
  const name = author?.name ?? flow ?? t('ticket.flowWrote');
  const pictures = useMemo(() => picturesOf(attachments), [attachments]);
  const files = attachments.filter(({ isInline }) => !isInline);
  return (
    <MessageCard
      kind={kindOf(message)}
      author={{ name, ...(author?.id === me && { isMe: true }), ...addressOf(message) }}
      at={Date.parse(message.at)}
      below={
        <>
          <AttachmentList attachments={files.map(fileOf)} />
          <Mail message={message} acts={acts} />
        </>
      }
    >
      {html === null ? (
        <MessageText text={replyText ?? body} {...quoteOf(message)} />
      ) : (
        <MailFrame html={html} author={name} pictures={pictures} />
      )}
    </MessageCard>
  );
}

/** What became of the mail that carries it, whom else it went to, and the ways on where it did not arrive. */
function Mail({ message: { delivery }, acts }: Pick<MessageProps, 'message' | 'acts'>) {
  const { t } = useWords();
  const shown = delivery && deliveryOf(delivery);
  if (!shown) return null;
  const { mailId, mayResend, maySayArrived, cc, state } = delivery;
  return (
    <>
      {cc.length > 0 && (
        <p className="copies cut" title={cc.join(', ')}>
          {t('thread.copyTo', { addresses: cc.join(', ') })}
        </p>
      )}
      <DeliveryLine
        delivery={shown}
        {...(mayResend && { onResend: () => acts.mutate({ act: 'resend', mailId }) })}
        {...(maySayArrived && { onArrived: () => acts.mutate({ act: 'arrived', mailId }) })}
        {...((state === 'failed' || state === 'unknown') && { mailPath: '/mail' })}
      />
    </>
  );
}

function kindOf({ kind, isAutomatic }: ThreadMessage): MessageKind {
  return isAutomatic && (kind === 'customer' || kind === 'third_party') ? 'automatic' : kind;
}

/** Where somebody wrote from whom nobody here knows. */
function addressOf({ kind, author }: ThreadMessage): { organisation?: string } {
  const address = kind === 'third_party' ? author?.address : null;
  return address && address !== author?.name ? { organisation: address } : {};
}

function quoteOf({ body, replyText }: ThreadMessage): { quoted?: string } {
  const quoted = replyText === null ? '' : body.replace(replyText, '').trim();
  return quoted === '' ? {} : { quoted };
}

const pathOf = (attachmentId: string) => `${apiOrigin}/api/attachments/${attachmentId}`;

function picturesOf(attachments: ThreadMessage['attachments']): ReadonlyMap<string, string> {
  return new Map(
    attachments.flatMap(({ attachmentId, contentId }) =>
      contentId === null ? [] : [[contentId, `${pathOf(attachmentId)}?inline=true`] as const],
    ),
  );
}

const fileOf = ({ attachmentId, name, mediaType, size }: ThreadMessage['attachments'][number]): Attachment => ({
  ...{ id: attachmentId, name, type: mediaType, bytes: size },
  href: pathOf(attachmentId),
});

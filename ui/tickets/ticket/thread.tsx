import type { ThreadMessage } from '#domain/contracts/ticket-thread';
import { useViewer } from '../../session/session.ts';
import { AttachmentList, type Attachment } from '../../shared/attachments/attachment-list.tsx';
import { apiOrigin } from '../../shared/calls/api-origin.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { MailFrame } from '../../shared/mail-frame/mail-frame.tsx';
import { DeliveryLine } from '../../shared/message/delivery-line.tsx';
import type { Delivery } from '../../shared/message/delivery.ts';
import { FactLine } from '../../shared/message/fact-line.tsx';
import { MessageCard, type MessageKind } from '../../shared/message/message-card.tsx';
import { MessageText } from '../../shared/message/message-text.tsx';

/** What was written on a ticket, oldest first; what was taken back is one line. */
export function Thread({ messages }: { readonly messages: readonly ThreadMessage[] }) {
  const { t } = useWords();
  return messages.map((message) =>
    message.isUndone ? (
      <FactLine key={message.messageId} icon="reply" at={Date.parse(message.at)}>
        {message.author?.name ?? t('ticket.flowWrote')}: {t('ticket.undone')}
      </FactLine>
    ) : (
      <Message key={message.messageId} message={message} />
    ),
  );
}

const kinds: Record<ThreadMessage['kind'], MessageKind> = {
  customer: 'customer',
  third_party: 'third_party',
  reply: 'reply',
  note: 'note',
  flow_mail: 'reply',
  flow_note: 'note',
  entered: 'customer',
};

function Message({ message }: { readonly message: ThreadMessage }) {
  const { t } = useWords();
  const { staffId } = useViewer();
  const { author, body, replyText, html, attachments, delivery } = message;
  const name = author?.name ?? t('ticket.flowWrote');
  const quoted = replyText === null ? '' : body.replace(replyText, '').trim();
  const mail = delivery && deliveryOf(delivery);
  return (
    <MessageCard
      kind={message.isAutomatic && kinds[message.kind] === 'customer' ? 'automatic' : kinds[message.kind]}
      author={{ name, ...(author?.id === staffId && { isMe: true }) }}
      at={Date.parse(message.at)}
      below={
        <>
          <AttachmentList attachments={attachments.filter(({ isInline }) => !isInline).map(fileOf)} />
          {mail && <DeliveryLine delivery={mail} />}
        </>
      }
    >
      {html === null ? (
        <MessageText text={replyText ?? body} {...(quoted !== '' && { quoted })} />
      ) : (
        <MailFrame html={html} author={name} />
      )}
    </MessageCard>
  );
}

const fileOf = ({ attachmentId, name, mediaType, size }: ThreadMessage['attachments'][number]): Attachment => ({
  ...{ id: attachmentId, name, type: mediaType, bytes: size },
  href: `${apiOrigin}/api/attachments/${attachmentId}`,
});

/** Null: nothing to say, the reply was taken back. */
function deliveryOf(mail: NonNullable<ThreadMessage['delivery']>): Delivery | null {
  const { state, heldUntil, nextAttemptAt, endedAt, lastAnswer } = mail;
  switch (state) {
    case 'held':
      return { state, until: heldUntil === null ? 0 : Date.parse(heldUntil) };
    case 'queued':
      return { state, nextTryAt: nextAttemptAt === null ? null : Date.parse(nextAttemptAt) };
    case 'sending':
    case 'data':
      return { state: 'sending' };
    case 'sent':
      return { state, at: endedAt === null ? 0 : Date.parse(endedAt) };
    case 'failed':
      return { state, reason: lastAnswer ?? '' };
    case 'unknown':
      return { state };
    case 'undone':
      return null;
  }
}

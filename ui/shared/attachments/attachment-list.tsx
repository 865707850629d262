import { IconButton } from '../button/icon-button.tsx';
import { formatBytes } from '../format/format-number.ts';
import { Icon } from '../icon/icon.tsx';
import { useWords } from '../i18n/use-words.ts';
import './attachments.css';

/** A file that came with a message, or goes with one. */
export interface Attachment {
  readonly id: string;
  readonly name: string;
  /** MIME, as its sender claims it. */
  readonly type: string;
  readonly bytes: number;
  /** Where it can be had, as a download; null while it is only chosen. */
  readonly href: string | null;
}

interface AttachmentListProps {
  readonly attachments: readonly Attachment[];
  /** Takes one away that is not sent yet. */
  readonly onRemove?: (id: string) => void;
}

/** The files of a message. They are downloaded, never opened in the page. */
export function AttachmentList({ attachments, onRemove }: AttachmentListProps) {
  const { t } = useWords();
  if (attachments.length === 0) return null;
  return (
    <ul className="files" aria-label={t('thread.attachments')}>
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <File attachment={attachment} {...(onRemove ? { onRemove } : {})} />
        </li>
      ))}
    </ul>
  );
}

function File({ attachment, onRemove }: { readonly attachment: Attachment } & Pick<AttachmentListProps, 'onRemove'>) {
  const { t, locale } = useWords();
  const { id, name, type, bytes, href } = attachment;
  const size = formatBytes(bytes, locale);
  const words = (
    <>
      <Icon name={type.startsWith('image/') ? 'image' : 'doc'} />
      <span className="cut">
        <span>{name}</span>
        <span className="faint">{size}</span>
      </span>
    </>
  );
  if (href !== null)
    return (
      <a className="file" href={href} download={name} aria-label={t('thread.download', { name, size })}>
        {words}
      </a>
    );
  return (
    <span className="file">
      {words}
      {onRemove && (
        <IconButton icon="x" size="tiny" label={t('thread.removeFile', { name })} onClick={() => onRemove(id)} />
      )}
    </span>
  );
}

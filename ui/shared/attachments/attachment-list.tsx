import { IconButton } from '../button/icon-button.tsx';
import { formatBytes, formatPercent } from '../format/format-number.ts';
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
  /** While it is being sent: how much of it has left, 1 = all. */
  readonly share?: number;
  /** Why it cannot go, in words. */
  readonly problem?: string;
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
  const { id, name, type, bytes, href, share, problem } = attachment;
  const size = formatBytes(bytes, locale);
  const below = problem ?? (share === undefined ? size : t('thread.uploading', { percent: formatPercent(share, locale), size })); // prettier-ignore
  const words = (
    <>
      <Icon name={problem === undefined ? (type.startsWith('image/') ? 'image' : 'doc') : 'alert'} />
      <span className={problem === undefined ? 'cut' : 'wraps'}>
        <span>{name}</span>
        <span
          className={problem === undefined ? 'faint num' : 'why-not'}
          role={problem === undefined ? undefined : 'alert'}
        >
          {below}
        </span>
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
    <span className={problem === undefined ? 'file' : 'file bad'}>
      {words}
      {onRemove && (
        <IconButton icon="x" size="tiny" label={t('thread.removeFile', { name })} onClick={() => onRemove(id)} />
      )}
      {share !== undefined && <i className="progress" style={{ width: `${share * 100}%` }} />}
    </span>
  );
}

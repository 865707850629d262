import { tag as tagContract } from '#domain/contracts/identifiers';
import { useState } from 'react';
import { IconButton } from '../../shared/button/icon-button.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { useKeys } from '../../shared/keys/use-keys.ts';
import { Tag } from '../../shared/label/tag.tsx';
import { ownEscape } from '../../shared/overlay/own-escape.ts';

interface TagEditorProps {
  readonly tags: readonly string[];
  /** Without it none can be put on. */
  readonly onAdd?: (tag: string) => void;
  readonly onRemove?: (tag: string) => void;
}

/** A ticket's tags: each can be taken off, and further ones typed. */
export function TagEditor({ tags, onAdd, onRemove }: TagEditorProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  useKeys(onAdd ? { t: () => setOpen(true) } : {});
  return (
    <>
      {tags.map((tag) => (
        <Tag key={tag} name={tag} {...(onRemove && { onRemove: () => onRemove(tag) })} />
      ))}
      {onAdd && !isOpen && (
        <IconButton icon="plus" size="tiny" label={t('ticket.addTag')} keys="T" onClick={() => setOpen(true)} />
      )}
      {onAdd && isOpen && (
        <TagField
          onDone={() => setOpen(false)}
          onAdd={(tag) => {
            if (!tags.includes(tag)) onAdd(tag);
          }}
        />
      )}
    </>
  );
}

/** One tag after the other: Enter puts it on, Escape is enough. */
function TagField({ onAdd, onDone }: { readonly onAdd: (tag: string) => void; readonly onDone: () => void }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const [isRefused, setRefused] = useState(false);
  const put = () => {
    // Blanks are what people type between two words of a tag.
    const parsed = tagContract.safeParse(text.trim().replaceAll(/\s+/g, '-'));
    if (parsed.success) {
      onAdd(parsed.data);
      setText('');
    } else setRefused(text.trim() !== '');
    return parsed.success;
  };
  return (
    <span className="tag-field">
      <input
        {...ownEscape}
        className="input"
        autoFocus
        aria-label={t('ticket.addTag')}
        aria-invalid={isRefused || undefined}
        placeholder={t('ticket.addTag')}
        maxLength={64}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setRefused(false);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') put();
          if (event.key === 'Escape') onDone();
        }}
        onBlur={() => {
          if (text.trim() === '' || put()) onDone();
        }}
      />
      {isRefused && (
        <span className="why-not" role="alert">
          {t('ticket.notATag')}
        </span>
      )}
    </span>
  );
}

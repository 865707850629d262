import { useWords } from '../i18n/use-words.ts';
import { Icon } from '../icon/icon.tsx';
import './label.css';

/** What a ticket is labelled with; where it can be taken off, with the button for it. */
export function Tag({ name, onRemove }: { readonly name: string; readonly onRemove?: () => void }) {
  const { t } = useWords();
  return (
    <span className={onRemove ? 'tag removable' : 'tag'} title={name.length > 16 ? name : undefined}>
      <span>{name}</span>
      {onRemove && (
        <button className="rm" type="button" aria-label={t('ticket.removeTag', { tag: name })} onClick={onRemove}>
          <Icon name="x" />
        </button>
      )}
    </span>
  );
}

/** As many tags as there is room for, and how many more there are. */
export function Tags({ names, most }: { readonly names: readonly string[]; readonly most: number }) {
  const { t } = useWords();
  const hidden = names.slice(most);
  return (
    <>
      {names.slice(0, most).map((name) => (
        <Tag key={name} name={name} />
      ))}
      {hidden.length > 0 && (
        <span className="tag more" title={t('ticket.moreTagsHint', { count: hidden.length, tags: hidden.join(', ') })}>
          {t('ticket.moreTags', { count: hidden.length })}
        </span>
      )}
    </>
  );
}

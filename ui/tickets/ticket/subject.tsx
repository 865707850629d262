import { LONGEST_SUBJECT } from '#domain/tickets/words';
import { useState } from 'react';
import { IconButton } from '../../shared/button/icon-button.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';

interface SubjectProps {
  readonly subject: string;
  readonly number: number;
  /** Without it the subject stands fast. */
  readonly onChange?: (subject: string) => void;
}

/** What a ticket is called, with its number; it can be called something else on the spot. */
export function Subject({ subject, number, onChange }: SubjectProps) {
  const { t } = useWords();
  const [text, setText] = useState<string | null>(null);
  const save = () => {
    const wanted = text?.trim() ?? '';
    if (wanted !== '' && wanted !== subject) onChange?.(wanted);
    setText(null);
  };
  if (text !== null)
    return (
      <>
        <h1 className="vh">{subject}</h1>
        <input
          className="input subject-field"
          autoFocus
          aria-label={t('ticket.field.subject')}
          maxLength={LONGEST_SUBJECT}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === 'Enter') save();
            if (event.key === 'Escape') setText(null);
          }}
        />
        <span className="num">#{number}</span>
      </>
    );
  return (
    <>
      <h1 className="cut" title={subject}>
        {subject}
      </h1>
      <span className="num">#{number}</span>
      {onChange && (
        <span className="rename">
          <IconButton icon="pen" size="tiny" label={t('ticket.rename')} onClick={() => setText(subject)} />
        </span>
      )}
      <span className="grow" />
    </>
  );
}

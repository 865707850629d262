import { useId, useState } from 'react';
import { Icon } from '../icon/icon.tsx';
import { useWords } from '../i18n/use-words.ts';
import './message.css';
import { splitLinks } from './split-links.ts';

interface MessageTextProps {
  readonly text: string;
  /** What the writer quoted; folded until somebody wants it. */
  readonly quoted?: string;
}

/** A message in plain text: its paragraphs as they were written, addresses to open, quotes folded away. */
export function MessageText({ text, quoted }: MessageTextProps) {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <div className="said">
        {text.split(/\n{2,}/).map((paragraph, at) => (
          <p key={at}>
            {splitLinks(paragraph).map((piece, of) =>
              piece.href === undefined ? (
                piece.text
              ) : (
                <a key={of} href={piece.href} target="_blank" rel="noreferrer noopener">
                  {piece.text}
                </a>
              ),
            )}
          </p>
        ))}
      </div>
      {quoted !== undefined && (
        <>
          <button
            className="quoted"
            type="button"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon name="right" small />
            {t('thread.quoted')}
          </button>
          <div id={id} className="quote" hidden={!isOpen}>
            {quoted}
          </div>
        </>
      )}
    </>
  );
}

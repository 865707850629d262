import { Fold } from '../fold/fold.tsx';
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
        <Fold label={t('thread.quoted')}>
          <div className="quote">{quoted}</div>
        </Fold>
      )}
    </>
  );
}

import { useWords } from '../../shared/i18n/use-words.ts';

/** Somebody who gets a mail. */
export interface Recipient {
  /** Empty, or the address again: only the address is known. */
  readonly name: string;
  readonly address: string;
}

/** Whom a reply goes to. */
export function Recipients({ to, cc }: { readonly to: Recipient; readonly cc: readonly Recipient[] }) {
  const { t } = useWords();
  const others = cc.map(inWords).join(', ');
  return (
    <div className="to">
      <span className="faint">{t('thread.to')}</span>
      <span className="cut" title={inWords(to)}>
        {inWords(to)}
      </span>
      {cc.length > 0 && (
        <>
          <span className="faint">{t('thread.cc')}</span>
          <span className="cut others" title={others}>
            {others}
          </span>
        </>
      )}
    </div>
  );
}

const inWords = ({ name, address }: Recipient) => (name === '' || name === address ? address : `${name} <${address}>`);

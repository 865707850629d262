import { Fragment } from 'react';
import { useWords } from '../i18n/use-words.ts';
import './button.css';

/**
 * Keys as people press them: `Ctrl K` together, `G U` one after the other, each in a box of its own.
 *
 * Read aloud with the control that they press, by its `aria-keyshortcuts`; here they are only seen.
 */
export function Keys({ keys }: { readonly keys: string }) {
  const { t } = useWords();
  return (
    <span className="keys" aria-hidden="true">
      {(/^[A-Z] [A-Z]$/.test(keys) ? keys.split(' ') : [keys]).map((key, at) => (
        <Fragment key={at}>
          {at > 0 && ' '}
          <kbd>{key.replace('Ctrl', t('feedback.ctrl'))}</kbd>
        </Fragment>
      ))}
    </span>
  );
}

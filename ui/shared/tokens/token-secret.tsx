import { Button } from '../button/button.tsx';
import { CopyButton } from '../button/copy-button.tsx';
import { focusContent } from '../focus-content.ts';
import { useWords } from '../i18n/use-words.ts';
import { Card } from '../settings/card.tsx';

/** The secret of a token that was just made: shown this once. */
export function TokenSecret({ secret, onKept }: { readonly secret: string; readonly onKept: () => void }) {
  const { t } = useWords();
  const leave = () => {
    focusContent();
    onKept();
  };
  return (
    <Card title={t('account.tokens.secret')} hint={t('account.tokens.secretHint')}>
      <code className="secret">{secret}</code>
      <div className="line">
        <CopyButton text={secret} />
        <Button kind="primary" onClick={leave}>
          {t('account.tokens.kept')}
        </Button>
      </div>
    </Card>
  );
}

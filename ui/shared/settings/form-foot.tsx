import type { ReactNode } from 'react';
import { Button } from '../button/button.tsx';
import type { CallFailed } from '../calls/call-failed.ts';
import { ActFailure } from '../feedback/act-failure.tsx';
import { useWords } from '../i18n/use-words.ts';

interface FormFootProps {
  readonly save: string;
  readonly isSaving: boolean;
  /** Why the last try did not work. */
  readonly failure: CallFailed | null;
  /** Other ways out. */
  readonly children?: ReactNode;
}

/** The end of a form: why it was not saved, and the button that saves it. */
export function FormFoot({ save, isSaving, failure, children }: FormFootProps) {
  const { t } = useWords();
  return (
    <footer className="form-foot">
      <ActFailure failure={failure} />
      <div className="line">
        <Button kind="primary" type="submit" isBusy={isSaving}>
          {save}
        </Button>
        {/* What is there now is another’s: it is to be seen before it is changed. */}
        {failure?.code === 'stale' && <Button onClick={() => location.reload()}>{t('problem.reload')}</Button>}
        {children}
      </div>
    </footer>
  );
}

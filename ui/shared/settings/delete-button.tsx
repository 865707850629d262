import { useState } from 'react';
import { Button } from '../button/button.tsx';
import type { FormAct } from '../calls/use-form-act.ts';
import { ActFailure } from '../feedback/act-failure.tsx';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../overlay/dialog.tsx';

interface DeleteButtonProps {
  /** The act, as the button says it. */
  readonly words: string;
  readonly act: FormAct<unknown>;
  readonly isOff?: boolean;
}

/** Delete something for good: asked once more, since it cannot be undone. */
export function DeleteButton({ words, act: { run, isRunning, failure }, isOff = false }: DeleteButtonProps) {
  const { t } = useWords();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <Button kind="danger" isOff={isOff} onClick={() => setAsked(true)}>
        {words}
      </Button>
      <Dialog
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        title={`${words}?`}
        actions={
          <>
            <Button onClick={() => setAsked(false)}>{t('settings.cancel')}</Button>
            <Button kind="danger" isBusy={isRunning} onClick={() => run(undefined)}>
              {words}
            </Button>
          </>
        }
      >
        <p>{t('settings.noWayBack')}</p>
        <ActFailure failure={failure} />
      </Dialog>
    </>
  );
}

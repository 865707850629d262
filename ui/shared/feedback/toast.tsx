import { Button } from '../button/button.tsx';
import { IconButton } from '../button/icon-button.tsx';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/shapes.tsx';
import { useWords } from '../i18n/use-words.ts';
import './feedback.css';

interface ToastProps {
  readonly icon: IconName;
  /** What happened, with the verb of the button that was pressed: `#1042 resolved`. */
  readonly text: string;
  readonly onUndo?: () => void;
  readonly onDismiss?: () => void;
}

/** What has just been done, and how to take it back; or why it was not. */
export function Toast({ icon, text, onUndo, onDismiss }: ToastProps) {
  const { t } = useWords();
  return (
    <div className="bar toast">
      <Icon name={icon} />
      <span>{text}</span>
      {onUndo && (
        <Button keys="Z" aria-keyshortcuts="Z" onClick={onUndo}>
          {t('feedback.undo')}
        </Button>
      )}
      {onDismiss && <IconButton icon="x" kind="default" label={t('feedback.dismiss')} onClick={onDismiss} />}
    </div>
  );
}

import { useSyncExternalStore } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { useKeys } from '../keys/use-keys.ts';
import { Toast } from './toast.tsx';
import { dismissToast, subscribeToToasts, toastsNow, type ToastMessage } from './toasts.ts';

/** The corner in which outcomes are said; once per page. Outcomes are read when there is a pause, failures at once. */
export function ToastRegion() {
  const { t } = useWords();
  const toasts = useSyncExternalStore(subscribeToToasts, toastsNow, toastsNow);
  const undoable = toasts.findLast(({ undo }) => undo !== undefined);
  useKeys(undoable ? { z: () => undo(undoable) } : {});
  return (
    <section className="toasts" aria-label={t('feedback.notifications')}>
      <div role="status">{toasts.filter(({ isFailure }) => !isFailure).map(show)}</div>
      {toasts
        .filter(({ isFailure }) => isFailure)
        .map((toast) => (
          <div key={toast.id} role="alert">
            {show(toast)}
          </div>
        ))}
    </section>
  );
}

function show(toast: ToastMessage) {
  const { id, icon, text } = toast;
  return (
    <Toast
      key={id}
      icon={icon}
      text={text}
      {...(toast.undo ? { onUndo: () => undo(toast) } : {})}
      {...(toast.isFailure ? { onDismiss: () => dismissToast(id) } : {})}
    />
  );
}

function undo({ id, undo: act }: ToastMessage): void {
  dismissToast(id);
  act?.();
}

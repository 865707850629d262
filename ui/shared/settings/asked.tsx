import type { ReactNode } from 'react';
import { asCallFailed } from '../calls/call-failed.ts';
import { ErrorState } from '../feedback/error-state.tsx';
import { useWords } from '../i18n/use-words.ts';

interface AskedProps<Data> {
  /** A question, in one page or in many. */
  readonly asked: {
    readonly data: Data | undefined;
    readonly error: Error | null;
    readonly refetch: () => Promise<unknown>;
  };
  readonly children: (data: Data) => ReactNode;
}

/** What was asked for, as soon as it is there; until then that it is coming, or why it is not. */
export function Asked<Data>({ asked: { data, error, refetch }, children }: AskedProps<Data>) {
  const { t } = useWords();
  if (data !== undefined) return children(data);
  if (error) {
    return <ErrorState title={t('settings.notLoaded')} failure={asCallFailed(error)} onRetry={() => void refetch()} />;
  }
  return (
    <p className="soft" role="status">
      {t('settings.loading')}
    </p>
  );
}

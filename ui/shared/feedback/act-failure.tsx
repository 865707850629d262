import type { CallFailed } from '../calls/call-failed.ts';
import { problemWords } from '../calls/problem-words.ts';
import { useWords } from '../i18n/use-words.ts';
import { Banner } from './banner.tsx';

/** Why an act did not work, where it was asked for; nothing if it did. */
export function ActFailure({ failure }: { readonly failure: CallFailed | null }) {
  const { t } = useWords();
  return (
    failure && (
      <Banner tone="late" icon="alert" role="alert">
        {problemWords(failure, t)}
      </Banner>
    )
  );
}

import { formatFullInstant, formatShortInstant } from '../format/format-instant.ts';
import { useWords } from '../i18n/use-words.ts';
import { useAtNow } from './at-now.ts';

/** An instant (ms) as it stands beside others; hover gives date, second and zone. */
export function Instant({ at }: { readonly at: number }) {
  const { locale } = useWords();
  const text = useAtNow((now) => formatShortInstant(at, now, locale));
  return (
    <time dateTime={new Date(at).toISOString()} title={formatFullInstant(at, locale)}>
      {text}
    </time>
  );
}

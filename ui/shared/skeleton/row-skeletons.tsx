import { useWords } from '../i18n/use-words.ts';
import '../row/list-row.css';
import './skeleton.css';

const widths = [72, 58, 66, 50, 62, 70, 54, 64] as const;

/** Rows on their way: as high as they will be, so that nothing jumps when they come. */
export function RowSkeletons({ count }: { readonly count: number }) {
  const { t } = useWords();
  return (
    <div role="status">
      <span className="vh">{t('feedback.loading')}</span>
      {Array.from({ length: count }, (_, at) => (
        <div key={at} className="row is-coming" aria-hidden="true">
          <span className="mark-col" />
          <span className="sk q p-col" />
          <span className="l1">
            <span className="subject">
              <span className="sk" style={{ width: `${widths[at % widths.length] ?? 60}%` }} />
            </span>
            <span className="sla">
              <span className="sk pale" />
            </span>
          </span>
          <span className="l2">
            <span className="sk pale" style={{ width: `${(widths[(at + 3) % widths.length] ?? 60) + 12}%` }} />
          </span>
        </div>
      ))}
    </div>
  );
}

import type { Priority } from '#domain/tickets/words';
import { useWords } from '../i18n/use-words.ts';
import './marks.css';

const bars = [
  { x: 2, y: 9, height: 5 },
  { x: 6.5, y: 6, height: 8 },
  { x: 11, y: 3, height: 11 },
] as const;
const filled: Record<Priority, number> = { low: 1, normal: 2, high: 3, urgent: 3 };

/** A priority by its shape: bars that fill up, and a sign of its own for urgent. `alone`: no words stand beside it. */
export function PriorityMark({ priority, alone = false }: { readonly priority: Priority; readonly alone?: boolean }) {
  const { t } = useWords();
  const label = t(`ticket.priorityOf.${priority}`);
  return (
    <svg
      className={`i prio ${priority}`}
      viewBox="0 0 16 16"
      {...(alone ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {alone && <title>{label}</title>}
      {priority === 'urgent' ? (
        <>
          <rect className="on" x="2" y="2" width="12" height="12" rx="3" />
          <path className="bang" d="M8 5v3.5M8 10.9v.05" />
        </>
      ) : (
        bars.map((bar, at) => (
          <rect key={bar.x} className={at < filled[priority] ? 'on' : 'off'} width="3" rx="1" {...bar} />
        ))
      )}
    </svg>
  );
}

/** A priority with its word. */
export function PriorityBadge({ priority }: { readonly priority: Priority }) {
  const { t } = useWords();
  return (
    <span className="badge">
      <PriorityMark priority={priority} />
      {t(`ticket.priority.${priority}`)}
    </span>
  );
}

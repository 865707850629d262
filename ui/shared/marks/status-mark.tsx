import type { ReactNode } from 'react';
import type { Status } from '#domain/tickets/words';
import { useWords } from '../i18n/use-words.ts';
import './marks.css';

const tick = 'm5.5 8.25 1.75 1.75 3.25-3.75';
const circle = <circle cx="8" cy="8" r="5.75" />;
const shapes: Record<Status, ReactNode> = {
  new: <circle cx="8" cy="8" r="5.75" strokeDasharray="2.2 1.7" />,
  open: (
    <>
      {circle}
      <circle className="fill" cx="8" cy="8" r="2.5" />
    </>
  ),
  pending: (
    <>
      {circle}
      <path className="fill" d="M8 4.75a3.25 3.25 0 0 1 0 6.5Z" />
    </>
  ),
  on_hold: (
    <>
      {circle}
      <path d="M6.5 6v4M9.5 6v4" />
    </>
  ),
  resolved: (
    <>
      {circle}
      <path d={tick} />
    </>
  ),
  closed: (
    <>
      <circle className="fill" cx="8" cy="8" r="6.5" />
      <path className="inv" d={tick} />
    </>
  ),
};

/** A status by its shape, beside its word. */
export function StatusMark({ status }: { readonly status: Status }) {
  return (
    <svg className={`i st ${status}`} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[status]}
    </svg>
  );
}

/** A status with its word. */
export function StatusBadge({ status }: { readonly status: Status }) {
  const { t } = useWords();
  return (
    <span className="badge">
      <StatusMark status={status} />
      {t(`ticket.status.${status}`)}
    </span>
  );
}

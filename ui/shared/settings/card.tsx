import { useId, type ReactNode } from 'react';
import './settings.css';

interface CardProps {
  readonly title: string;
  /** What it is about, beside or below the title. */
  readonly hint?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Settings that belong together. */
export function Card({ title, hint, actions, children }: CardProps) {
  const id = useId();
  return (
    <section className="settings-card" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {actions}
        {hint !== undefined && <p className="sm soft">{hint}</p>}
      </header>
      <div className="settings-card-body">{children}</div>
    </section>
  );
}

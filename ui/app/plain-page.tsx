import type { ReactNode } from 'react';
import './plain-page.css';

interface PlainPageProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A page of one column with its head. */
export function PlainPage({ title, children }: PlainPageProps) {
  return (
    <main id="content" className="plain" tabIndex={-1}>
      <div>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}

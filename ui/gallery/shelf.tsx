import type { ReactNode } from 'react';

/** Components of one kind beside each other, and what they are. */
export function Shelf({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="shelf">
      <span className="lab">{label}</span>
      {children}
    </div>
  );
}

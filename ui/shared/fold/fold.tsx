import { useId, useState, type ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import './fold.css';

interface FoldProps {
  /** What is folded away, in words. */
  readonly label: string;
  readonly children: ReactNode;
}

/** What few want to see, behind a line that opens it. */
export function Fold({ label, children }: FoldProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <button className="fold" type="button" aria-expanded={isOpen} aria-controls={id} onClick={() => setOpen(!isOpen)}>
        <Icon name="right" small />
        {label}
      </button>
      <div id={id} hidden={!isOpen}>
        {children}
      </div>
    </>
  );
}

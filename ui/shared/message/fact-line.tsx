import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/shapes.tsx';
import { Instant } from '../time/instant.tsx';
import './message.css';

interface FactLineProps {
  readonly icon: IconName;
  /** ms */
  readonly at: number;
  readonly isLate?: boolean;
  /** What happened and why, in words; `em` for what it is about. */
  readonly children: ReactNode;
}

/** Something that happened to the ticket, in one line. */
export function FactLine({ icon, at, isLate = false, children }: FactLineProps) {
  return (
    <div className={isLate ? 'fact late' : 'fact'}>
      <Icon name={icon} />
      <span>{children}</span>
      <Instant at={at} />
    </div>
  );
}

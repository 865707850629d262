import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/shapes.tsx';
import './feedback.css';

interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  /** What there is instead, or what would fill it. */
  readonly children?: ReactNode;
  /** The ways on: buttons or links. */
  readonly actions?: ReactNode;
  readonly isFramed?: boolean;
}

/** Nothing here, why, and what to do next. */
export function EmptyState({ icon, title, children, actions, isFramed = false }: EmptyStateProps) {
  return (
    <div className={isFramed ? 'empty framed' : 'empty'}>
      <Icon name={icon} />
      <p className="title">{title}</p>
      {children !== undefined && <p className="sm soft">{children}</p>}
      {actions !== undefined && <div className="acts">{actions}</div>}
    </div>
  );
}

import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/shapes.tsx';
import './feedback.css';

interface BannerProps {
  readonly tone: 'warn' | 'late' | 'stuck';
  readonly icon: IconName;
  /** What is the matter, in a sentence. */
  readonly headline?: string;
  /** What it means, and what is kept. */
  readonly children?: ReactNode;
  /** The ways on: small buttons. */
  readonly actions?: ReactNode;
  /** `alert`: read at once, since it answers what was just done; `status`: in a pause. */
  readonly role?: 'alert' | 'status';
}

/** Something that is the matter with what stands below, and the ways on. */
export function Banner({ tone, icon, headline, children, actions, role }: BannerProps) {
  return (
    <div className={`banner ${tone}`} role={role}>
      <Icon name={icon} />
      <span className="grow">
        {headline !== undefined && <b>{headline} </b>}
        {children}
      </span>
      {actions !== undefined && <span className="ways">{actions}</span>}
    </div>
  );
}

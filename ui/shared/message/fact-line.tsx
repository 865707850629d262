import { Fragment, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Icon } from '../icon/icon.tsx';
import type { IconName } from '../icon/shapes.tsx';
import { Instant } from '../time/instant.tsx';
import './message.css';
import { piecesOf } from './told.ts';

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

interface ToldTextProps {
  /** See `strong`. */
  readonly sentence: string;
  /** Where a ticket is to be found by its number. */
  readonly linkTo?: (number: number) => string;
}

/** A sentence in which what it is about stands out, and numbers of tickets lead to them. */
export function ToldText({ sentence, linkTo }: ToldTextProps) {
  return piecesOf(sentence).map(({ text, isStrong }, at) => {
    if (!isStrong) return <Fragment key={at}>{text}</Fragment>;
    const [, number] = /^#(\d+)$/.exec(text) ?? [];
    return number === undefined || !linkTo ? (
      <em key={at}>{text}</em>
    ) : (
      <Link key={at} className="link" to={linkTo(Number(number))}>
        {text}
      </Link>
    );
  });
}

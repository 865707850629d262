import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Icon } from '../icon/icon.tsx';
import { usePageTitle } from '../page-title.ts';
import './settings.css';

interface SettingsHeadProps {
  readonly title: string;
  /** What the page is for, in a sentence. */
  readonly children?: ReactNode;
  /** The page that this one lies below. */
  readonly back?: { readonly to: string; readonly name: string };
  readonly actions?: ReactNode;
}

/** The head of a page of settings: where one is, what it is for, and what can be done. */
export function SettingsHead({ title, children, back, actions }: SettingsHeadProps) {
  usePageTitle(title);
  return (
    <header className="settings-head">
      {back && (
        <Link className="link settings-back" to={back.to}>
          <Icon name="left" small />
          {back.name}
        </Link>
      )}
      <div className="line">
        <h1 className="cut">{title}</h1>
        <span className="grow" />
        {actions}
      </div>
      {children !== undefined && <p className="soft">{children}</p>}
    </header>
  );
}

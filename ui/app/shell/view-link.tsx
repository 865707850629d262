import { NavLink } from 'react-router';
import { formatNumber } from '../../shared/format/format-number.ts';
import { Icon } from '../../shared/icon/icon.tsx';
import { useWords, type Words } from '../../shared/i18n/use-words.ts';
import { VIEWS, viewPath, type ViewCount, type ViewName } from './views.ts';

interface ViewLinkProps {
  readonly view: ViewName;
  /** Left out where counts are not shown at all. */
  readonly count?: ViewCount;
  readonly onChoose?: () => void;
}

/** A view in the rail, with how many tickets it has. */
export function ViewLink({ view, count, onChoose }: ViewLinkProps) {
  const words = useWords();
  const name = words.t(`shell.view.${view}`);
  return (
    <NavLink className="item" to={viewPath(view)} title={name} onClick={onChoose}>
      <Icon name={VIEWS[view].icon} />
      <span className="t cut">{name}</span>
      {count !== undefined && (
        <span className={view === 'late' && count !== null && count !== 0 ? 'count late' : 'count'}>
          {shortCount(count, words)}
        </span>
      )}
    </NavLink>
  );
}

/** A number, `1,000+` where counting on would be dear, `…` while it is not known. */
function shortCount(count: ViewCount, { t, locale }: Words): string {
  if (count === null) return '…';
  if (typeof count === 'number') return formatNumber(count, locale);
  return t('shell.atLeast', { number: formatNumber(count.atLeast, locale) });
}

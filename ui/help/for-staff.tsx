import { Link } from 'react-router';
import { useWords } from '../shared/i18n/use-words.ts';

/** The way in for those who answer. */
export function ForStaff() {
  const { t } = useWords();
  return (
    <Link className="link" to="/sign-in">
      {t('help.staff')}
    </Link>
  );
}

import { Navigate, useLocation } from 'react-router';
import { Door } from '../session/door.tsx';
import { ButtonLink } from '../shared/button/button.tsx';
import { Icon } from '../shared/icon/icon.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { ForStaff } from './for-staff.tsx';
import { sent } from './sent.ts';
import './help-form.css';

/** What somebody sent has arrived: its number, and where the answer will come. */
export function SentPage() {
  const { t } = useWords();
  const location = useLocation();
  const { data } = sent.safeParse(location.state);
  if (!data) return <Navigate to="/help" replace />;
  return (
    <Door isWide title={t('help.sent.title')} foot={<ForStaff />}>
      <dl className="receipt">
        <dt>{t('help.sent.number')}</dt>
        <dd>
          <Icon name="check-circle" />
          <span className="num">#{data.number}</span>
        </dd>
      </dl>
      <p>{t('help.sent.text', { email: data.email })}</p>
      <p className="soft">{t('help.sent.hint')}</p>
      <ButtonLink to="/help" size="large">
        {t('help.sent.another')}
      </ButtonLink>
    </Door>
  );
}

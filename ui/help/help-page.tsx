import { useNavigate } from 'react-router';
import { Door } from '../session/door.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { ForStaff } from './for-staff.tsx';
import { HelpForm } from './help-form.tsx';

/** Where customers write to us without an account: often the first page of ours that they see. */
export function HelpPage() {
  const { t } = useWords();
  const navigate = useNavigate();
  return (
    <Door isWide title={t('help.title')} intro={t('help.intro')} foot={<ForStaff />}>
      <HelpForm onSent={(sent) => void navigate('/help/sent', { replace: true, state: sent })} />
    </Door>
  );
}

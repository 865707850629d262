import { useWords } from '../i18n/use-words.ts';
import '../message/message.css';
import './skeleton.css';

/** A message on its way. */
export function MessageSkeleton() {
  const { t } = useWords();
  return (
    <div className="msg" role="status">
      <span className="sk o" />
      <span className="sk-lines">
        <span className="vh">{t('feedback.loading')}</span>
        <span className="sk" style={{ width: '30%' }} />
        <span className="sk pale" />
        <span className="sk pale" style={{ width: '72%' }} />
      </span>
    </div>
  );
}

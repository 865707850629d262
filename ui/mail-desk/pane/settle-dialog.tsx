import type { OutgoingMail } from '#domain/contracts/mail-desk';
import { Button } from '../../shared/button/button.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Dialog } from '../../shared/overlay/dialog.tsx';
import { useMailActs } from '../data/use-mail-acts.ts';

/** What somebody may decide about a mail by hand. */
export type SettleAct = 'resend' | 'arrived';

interface SettleDialogProps {
  readonly mail: OutgoingMail;
  /** Null: nothing is asked. */
  readonly act: SettleAct | null;
  readonly onClose: () => void;
}

/** Asks before a mail goes out again, or counts as arrived: neither can be taken back. */
export function SettleDialog({ mail: { mailId, state, to }, act, onClose }: SettleDialogProps) {
  const { t } = useWords();
  const { resend, sayArrived } = useMailActs(mailId);
  const whom = { to: to.join(', ') };
  const isResend = act === 'resend';
  const decide = () => {
    (isResend ? resend : sayArrived).mutate();
    onClose();
  };
  return (
    <Dialog
      isOpen={act !== null}
      onClose={onClose}
      title={isResend ? t('mail.resendTitle') : t('mail.arrivedTitle')}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {t('feedback.cancel')}
          </Button>
          <Button kind="primary" onClick={decide} data-autofocus>
            {isResend ? t('mail.resend') : t('mail.arrived')}
          </Button>
        </>
      }
    >
      <p className="soft">
        {isResend
          ? t(state === 'unknown' ? 'mail.resendUnknown' : 'mail.resendFailed', whom)
          : t('mail.arrivedHint', whom)}
      </p>
    </Dialog>
  );
}

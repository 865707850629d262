import type { SubmitEvent } from 'react';
import { staffView, type StaffView } from '#domain/contracts/staff';
import { callApi } from '../../shared/calls/call-api.ts';
import { useFormAct } from '../../shared/calls/use-form-act.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { FormFoot } from '../../shared/settings/form-foot.tsx';
import { afterAdminAct } from '../data/use-admin.ts';

/** Send somebody another link who has not used theirs. */
export function ResendInvitation({ person: { id, name } }: { readonly person: StaffView }) {
  const { t } = useWords();
  const { run, isRunning, failure } = useFormAct({
    act: () => callApi({ method: 'POST', path: `/staff/${id}/invitation`, reply: staffView }),
    ...{ said: t('people.invitedNow', { name }), icon: 'mail', refresh: afterAdminAct },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run(undefined);
  };
  return (
    <form className="form-column" onSubmit={submit}>
      <FormFoot save={t('people.inviteAgain')} isSaving={isRunning} failure={failure} />
    </form>
  );
}

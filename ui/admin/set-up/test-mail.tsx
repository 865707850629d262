import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { z } from 'zod';
import { outgoingMail, type OutgoingMail } from '#domain/contracts/mail-desk';
import { SentState } from '../../mail-desk/sent-state.tsx';
import { callApi } from '../../shared/calls/call-api.ts';
import { useFormAct } from '../../shared/calls/use-form-act.ts';
import { useWords } from '../../shared/i18n/use-words.ts';
import { FormFoot } from '../../shared/settings/form-foot.tsx';

const sent = z.strictObject({ mailId: z.string(), to: z.string() });
/** What becomes of a mail by itself ends here. */
const ended: ReadonlySet<OutgoingMail['state']> = new Set<OutgoingMail['state']>([
  'sent',
  'failed',
  'unknown',
  'undone',
]);
const askEveryMs = 2_000;

/** Mail oneself, and see what becomes of it. */
export function TestMail() {
  const { t } = useWords();
  const [mailId, setMailId] = useState<string | null>(null);
  const { run, isRunning, failure } = useFormAct({
    act: () => callApi({ method: 'POST', path: '/desk/test-mail', reply: sent }),
    ...{ said: t('setUp.mailSent'), icon: 'mail', refresh: [] },
    done: (reply) => setMailId(reply.mailId),
  });
  const { data: mail } = useQuery({
    queryKey: ['mail', 'test', mailId],
    enabled: mailId !== null,
    queryFn: ({ signal }) => callApi({ path: `/mail/outgoing/${mailId ?? ''}`, reply: outgoingMail, signal }),
    refetchInterval: ({ state: { data, error } }) => (error || (data && ended.has(data.state)) ? false : askEveryMs),
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run(undefined);
  };
  return (
    <form className="form-column" onSubmit={submit}>
      {mail && (
        <p className="line">
          <SentState mail={mail} />
          <span className="soft">{mail.to.join(', ')}</span>
        </p>
      )}
      <FormFoot save={t('setUp.sendMail')} isSaving={isRunning} failure={failure} />
    </form>
  );
}

import { ChoiceField } from '../shared/form/choice-field.tsx';
import { TextArea } from '../shared/form/text-area.tsx';
import { TextField } from '../shared/form/text-field.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import type { TicketDraft } from './draft.ts';
import type { Faults, FieldName } from './judge-draft.ts';
import { RequesterField } from './requester-field.tsx';

interface WhatWasSaidProps {
  readonly draft: TicketDraft;
  readonly onChange: (change: Partial<TicketDraft>) => void;
  readonly faults: Faults;
  /** The focus is to go to another field: the one it was in is done with, and gone. */
  readonly onGoTo: (field: FieldName) => void;
}

/** How they reached us, who they are, and what they said. */
export function WhatWasSaid({ draft, onChange, faults, onGoTo }: WhatWasSaidProps) {
  const { t } = useWords();
  return (
    <div className="of-call">
      <ChoiceField
        label={t('newTicket.channel')}
        choices={[
          { value: 'phone', label: t('newTicket.phone'), icon: 'phone' },
          { value: 'walk_in', label: t('newTicket.walkIn'), icon: 'user' },
        ]}
        value={draft.channel}
        onChange={(channel) => onChange({ channel })}
      />
      <RequesterField
        requester={draft.requester}
        faults={faults}
        onChange={(requester) => onChange({ requester })}
        onGoTo={onGoTo}
      />
      <TextField
        name="subject"
        label={t('ticket.field.subject')}
        value={draft.subject}
        autoComplete="off"
        problem={faults.subject}
        onChange={(event) => onChange({ subject: event.currentTarget.value })}
      />
      <TextArea
        name="body"
        label={t('newTicket.said')}
        description={t('newTicket.saidHint')}
        value={draft.body}
        rows={8}
        problem={faults.body}
        onChange={(event) => onChange({ body: event.currentTarget.value })}
      />
    </div>
  );
}

import { useEffect, useState, type ClipboardEvent, type SubmitEvent } from 'react';
import { Button } from '../shared/button/button.tsx';
import { Banner } from '../shared/feedback/banner.tsx';
import { TextArea } from '../shared/form/text-area.tsx';
import { TextField } from '../shared/form/text-field.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { keepDraft, readDraft } from './draft.ts';
import { FilePicker } from './file-picker.tsx';
import { NotSent } from './not-sent.tsx';
import { openForm } from './open-form.ts';
import type { Sent } from './sent.ts';
import { useFormFiles } from './use-form-files.ts';
import { textIn, useSending } from './use-sending.ts';
import './help-form.css';

const large = { className: 'large' };

/** The public form. What is typed is kept for this tab, whatever happens. */
export function HelpForm({ onSent }: { readonly onSent: (sent: Sent) => void }) {
  const { t } = useWords();
  const [begun] = useState(readDraft);
  const { settled, drop, ...picker } = useFormFiles();
  const { submit, isRunning, faults, forgive, failure, waitUntil, lacksFiles } = useSending({ settled, drop }, onSent);

  // The server is to know when somebody began to read. If it is away, that is said when they send.
  useEffect(() => void openForm().catch(() => undefined), []);

  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    picker.add([...event.clipboardData.files]);
  };
  return (
    <form
      noValidate
      className="help"
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        void submit(event.currentTarget);
      }}
      onInput={(event) => {
        keepDraft(textIn(event.currentTarget));
        if ('name' in event.target) forgive(String(event.target.name));
      }}
      onPaste={paste}
    >
      <div className="who">
        <TextField
          name="name"
          label={t('help.name')}
          autoComplete="name"
          defaultValue={begun.name}
          wrapperProps={large}
          problem={faults.name}
        />
        <TextField
          name="email"
          type="email"
          label={t('help.email')}
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={begun.email}
          wrapperProps={large}
          problem={faults.email}
        />
      </div>
      <TextField
        name="subject"
        label={t('help.subject')}
        autoComplete="off"
        defaultValue={begun.subject}
        wrapperProps={large}
        problem={faults.subject}
      />
      <TextArea
        name="body"
        label={t('help.body')}
        description={t('help.bodyHint')}
        rows={7}
        defaultValue={begun.body}
        problem={faults.body}
      />
      <Trap />
      <FilePicker {...picker} />
      {lacksFiles && picker.files.some(({ state }) => state !== 'there') && (
        <Banner tone="late" icon="alert" role="alert">
          {t('help.fileFault.open')}
        </Banner>
      )}
      {failure && <NotSent failure={failure} waitUntil={waitUntil} />}
      <Button kind="primary" type="submit" isBusy={isRunning} isOff={waitUntil !== null}>
        {isRunning ? t('help.submitting') : t('help.submit')}
      </Button>
    </form>
  );
}

/** A field that people neither see nor reach; whoever fills it in is a machine. */
function Trap() {
  const { t } = useWords();
  return (
    <div className="vh" aria-hidden="true">
      <label>
        {t('help.trap')}
        <input type="text" name="homepage" tabIndex={-1} autoComplete="off" defaultValue="" />
      </label>
    </div>
  );
}

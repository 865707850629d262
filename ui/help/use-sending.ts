import { useState } from 'react';
import { CallFailed } from '../shared/calls/call-failed.ts';
import { focusOn, textOf } from '../shared/form/fields-of.ts';
import { useWords } from '../shared/i18n/use-words.ts';
import { useAtNow } from '../shared/time/at-now.ts';
import type { DraftText } from './draft.ts';
import { faultsOf, FIELDS, judgeWritten, type Faults, type Field } from './form-faults.ts';
import { hasExpired, sendHelpRequest } from './send-help-request.ts';
import type { Sent } from './sent.ts';
import type { FormFiles } from './use-form-files.ts';

/** Sending the form, and what came of the last try. */
export interface SendingForm {
  readonly submit: (form: HTMLFormElement) => Promise<void>;
  readonly isRunning: boolean;
  /** What is wrong with fields; a field that is typed into has nothing wrong until it is sent again. */
  readonly faults: Faults;
  readonly forgive: (name: string) => void;
  /** Null: none, or fields say it. */
  readonly failure: CallFailed | null;
  /** Until when (ms) the server takes nothing; null: it does. */
  readonly waitUntil: number | null;
  /** Nothing was sent, since some files are not there. */
  readonly lacksFiles: boolean;
}

interface Outcome {
  readonly faults?: Faults;
  readonly failure?: CallFailed | null;
  readonly retryAt?: number | null;
  readonly lacksFiles?: boolean;
}

/** What stands in the form. */
export const textIn = (form: HTMLFormElement): DraftText => ({
  name: textOf(form, 'name'),
  email: textOf(form, 'email'),
  subject: textOf(form, 'subject'),
  body: textOf(form, 'body'),
});

/** Send the form once its fields and files are in order; put the cursor into the first field that is not. */
export function useSending({ settled, drop }: Pick<FormFiles, 'settled' | 'drop'>, onSent: (sent: Sent) => void) {
  const { t } = useWords();
  const [isRunning, setRunning] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>({});
  const { faults = {}, failure = null, retryAt = null, lacksFiles = false } = outcome;
  const isWaiting = useAtNow((now) => retryAt !== null && now < retryAt);

  const attempt = async (form: HTMLFormElement): Promise<Outcome> => {
    const text = textIn(form);
    const found = judgeWritten(text, t);
    if (hasAny(found)) return { faults: found };
    const attachmentIds = await settled();
    if (attachmentIds === null) return { lacksFiles: true };
    const answer = await sendHelpRequest({ text, attachmentIds, homepage: textOf(form, 'homepage') });
    if (!(answer instanceof CallFailed)) {
      onSent({ number: answer.number, email: text.email.trim() });
      return {};
    }
    if (hasExpired(answer) || answer.code === 'unknown_reference') drop(t('help.fileFault.gone'));
    const { errors = [], retryAfterMs } = answer.details;
    const refused = faultsOf(errors, text, t);
    if (hasAny(refused)) return { faults: refused };
    const isTooMany = answer.code === 'too_many_requests' && retryAfterMs !== undefined;
    return { failure: answer, retryAt: isTooMany ? Date.now() + retryAfterMs : null };
  };
  const sending: SendingForm = {
    async submit(form) {
      if (isRunning || isWaiting) return;
      setRunning(true);
      const next = await attempt(form);
      setRunning(false);
      setOutcome(next);
      const first = FIELDS.find((field) => next.faults?.[field] !== undefined);
      if (first !== undefined) focusOn(form, first);
    },
    isRunning,
    faults,
    forgive: (name) => {
      if (isField(name) && faults[name] !== undefined) setOutcome({ ...outcome, faults: without(faults, name) });
    },
    failure,
    waitUntil: isWaiting ? retryAt : null,
    lacksFiles,
  };
  return sending;
}

const hasAny = (faults: Faults) => Object.keys(faults).length > 0;
const isField = (name: string): name is Field => FIELDS.some((field) => field === name);
const without = (faults: Faults, field: Field): Faults =>
  Object.fromEntries(Object.entries(faults).filter(([name]) => name !== field));

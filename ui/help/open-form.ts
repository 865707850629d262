import { helpForm } from '#domain/contracts/help-form';
import { callApi } from '../shared/calls/call-api.ts';
import { keepDraft, readDraft, type Draft } from './draft.ts';

type OpenForm = NonNullable<Draft['form']>;

let opening: Promise<OpenForm> | undefined;

/**
 * The form as the server knows it: the one that this tab has open, or another one.
 *
 * @throws {CallFailed}
 */
export function openForm(): Promise<OpenForm> {
  const { form } = readDraft();
  if (form) return Promise.resolve(form);
  opening ??= callApi({ path: '/help-form', reply: helpForm })
    .then(({ token }) => {
      const opened = { token, openedAt: Date.now() };
      keepDraft({ form: opened });
      return opened;
    })
    .finally(() => {
      opening = undefined;
    });
  return opening;
}

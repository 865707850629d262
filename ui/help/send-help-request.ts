import { FASTEST_FORM_MS, helpReceipt, type HelpReceipt } from '#domain/contracts/help-form';
import { callApi, newIdempotencyKey } from '../shared/calls/call-api.ts';
import { asCallFailed, type CallFailed } from '../shared/calls/call-failed.ts';
import { endDraft, keepDraft, readDraft, type DraftText } from './draft.ts';
import { openForm } from './open-form.ts';

/** What is sent. */
export interface Sending {
  readonly text: DraftText;
  readonly attachmentIds: readonly string[];
  /** Of the field that people do not see. */
  readonly homepage: string;
}

/** A little more than the server waits: its clock may be ahead. */
const marginMs = 250;

/**
 * Send the form, never sooner than the server takes it, and under the same key as long as it says the same. Then the draft
 * is over; until then it is kept.
 */
export async function sendHelpRequest(sending: Sending): Promise<HelpReceipt | CallFailed> {
  try {
    const receipt = await post(sending);
    endDraft();
    return receipt;
  } catch (thrown) {
    const failure = asCallFailed(thrown);
    // The next try opens another one.
    if (hasExpired(failure)) keepDraft({ form: null });
    return failure;
  }
}

/** Whether the form has to be opened anew: it is too old, or of a server that is not there any more. */
export const hasExpired = ({ details }: CallFailed): boolean =>
  details.errors?.some(({ pointer, code }) => pointer === '/token' && code !== 'too_soon') ?? false;

async function post({ text, attachmentIds, homepage }: Sending): Promise<HelpReceipt> {
  const { token, openedAt } = await openForm();
  await until(openedAt + FASTEST_FORM_MS + marginMs);
  const body = { token, ...text, email: text.email.trim(), attachmentIds, homepage };
  const idempotencyKey = keyOf(JSON.stringify(body));
  return callApi({ method: 'POST', path: '/help-form/requests', body, idempotencyKey, reply: helpReceipt });
}

function keyOf(sent: string): string {
  const { attempt } = readDraft();
  if (attempt?.sent === sent) return attempt.key;
  const key = newIdempotencyKey();
  keepDraft({ attempt: { key, sent } });
  return key;
}

const until = (at: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())));

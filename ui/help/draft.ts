import { LONGEST_FORM_MS } from '#domain/contracts/help-form';
import { z } from 'zod';

const place = 'nixflow:help';

const draft = z.strictObject({
  name: z.string().default(''),
  email: z.string().default(''),
  subject: z.string().default(''),
  body: z.string().default(''),
  /** The form as the server knows it; null: none is open. */
  form: z.strictObject({ token: z.string(), openedAt: z.number() }).nullable().default(null),
  /** Uploaded for that form. */
  files: z
    .array(z.strictObject({ id: z.string(), name: z.string(), type: z.string(), bytes: z.number() }))
    .readonly()
    .default([]),
  /** What was tried to be sent, and the key it was sent with: the same again is no second message. */
  attempt: z.strictObject({ key: z.string(), sent: z.string() }).nullable().default(null),
});

/** What somebody has in the form, kept for this tab alone, over reloads. */
export type Draft = z.infer<typeof draft>;

/** What a person writes of it. */
export type DraftText = Pick<Draft, 'name' | 'email' | 'subject' | 'body'>;

/** Soon to be refused is as good as refused. */
const marginMs = 60_000;

/** The draft of this tab, with a form only if that can still be sent. */
export function readDraft(): Draft {
  const kept = draft.safeParse(stored()).data ?? draft.parse({});
  const isOpen = kept.form !== null && Date.now() < kept.form.openedAt + LONGEST_FORM_MS - marginMs;
  return isOpen ? kept : { ...kept, form: null };
}

/** Keep what changed of it. */
export function keepDraft(changes: Partial<Draft>): void {
  try {
    sessionStorage.setItem(place, JSON.stringify({ ...readDraft(), ...changes }));
  } catch {
    // A browser that keeps nothing: the page itself still has it.
  }
}

/** Forget it, but for who wrote. */
export function endDraft(): void {
  keepDraft({ subject: '', body: '', form: null, files: [], attempt: null });
}

function stored(): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? '{}');
  } catch {
    return {};
  }
}

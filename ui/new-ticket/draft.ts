import { saidFields } from '#domain/contracts/custom-field';
import { customer } from '#domain/contracts/directory';
import type { Viewer } from '#domain/contracts/session';
import { PRIORITIES } from '#domain/tickets/words';
import { z } from 'zod';
import { newIdempotencyKey } from '../shared/calls/call-api.ts';

/** Who asks for help: somebody to be found by what is typed, somebody known, or somebody new. */
const requester = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sought'), text: z.string() }),
  // What else a list says of a customer is not kept, and loses no draft.
  z.strictObject({ kind: z.literal('known'), customer: z.object(customer.shape) }),
  z.strictObject({ kind: z.literal('new'), name: z.string(), email: z.string() }),
]);

const ticketDraft = z.strictObject({
  channel: z.enum(['phone', 'walk_in']),
  requester,
  subject: z.string(),
  body: z.string(),
  priority: z.enum(PRIORITIES),
  teamId: z.uuid().nullable(),
  assigneeId: z.uuid().nullable(),
  tags: z.array(z.string()),
  /** What is said in custom fields, by their ids; those that are empty are missing. */
  fields: saidFields,
  /** Made with the draft: however often it is sent, it opens one ticket. */
  idempotencyKey: z.string(),
});
/** A ticket that is being written down. */
export type TicketDraft = z.infer<typeof ticketDraft>;

/** A form that nobody has written into: for whoever took the call, in their team if they have one. */
export const emptyDraft = ({ staffId, teamIds }: Viewer): TicketDraft => ({
  channel: 'phone',
  requester: { kind: 'sought', text: '' },
  subject: '',
  body: '',
  priority: 'normal',
  teamId: teamIds.length === 1 ? (teamIds[0] ?? null) : null,
  assigneeId: staffId,
  tags: [],
  fields: {},
  idempotencyKey: newIdempotencyKey(),
});

/** Whether something would be lost with a draft. */
export const isWritten = ({ requester: who, subject, body, tags, fields }: TicketDraft): boolean =>
  who.kind !== 'sought' ||
  [who.text, subject, body].some((text) => text.trim() !== '') ||
  tags.length > 0 ||
  Object.keys(fields).length > 0;

/** A draft as a browser kept it; null: it keeps none, or one of a version that is gone. */
export function readDraft(kept: string | null): TicketDraft | null {
  if (kept === null) return null;
  try {
    return ticketDraft.safeParse(JSON.parse(kept)).data ?? null;
  } catch {
    return null;
  }
}

import { z } from 'zod';
import { LEDGER_STATES } from '#domain/mail/ledger';
import { CHANNELS } from '../tickets/words.ts';
import { attachmentView } from './attachment.ts';
import { anyCaseUuid, instant, uuid } from './identifiers.ts';

const perhapsInstant = instant.nullable();

/** What a message is to its reader. */
const MESSAGE_KINDS = [
  /** The requester wrote it. */
  'customer',
  /** Somebody wrote it who is neither the requester nor a colleague. */
  'third_party',
  /** A colleague's answer. */
  'reply',
  /** Among colleagues; no requester ever sees it. */
  'note',
  /** What a flow wrote to the requester. */
  'flow_mail',
  /** What a flow wrote for colleagues. */
  'flow_note',
  /** What a colleague wrote down when they opened the ticket: a call, a visit. */
  'entered',
] as const;

/** The mail that carries a message, as the send ledger has it. */
export const deliveryView = z
  .strictObject({
    /** Its row in the send ledger: what `resend` and `arrived` want. */
    mailId: uuid,
    /** domain/mail/ledger.ts says what each means. */
    state: z.enum(LEDGER_STATES),
    /** While `held`: until then it can be undone. */
    heldUntil: perhapsInstant,
    /** The attempt under way, or the last one; 0 before the first. */
    attempt: z.int().nonnegative(),
    nextAttemptAt: perhapsInstant,
    /** What the server said last, in its words. */
    lastAnswer: z.string().nullable(),
    /** Whether it never left: the built-in catcher took it in place of a mail server. */
    isCaught: z.boolean(),
    /** When it became sent, failed, unknown or undone. */
    endedAt: perhapsInstant,
    to: z.array(z.string()),
    cc: z.array(z.string()),
    /** Whether the viewer may send it again, or say that it arrived, and its state lets them. */
    mayResend: z.boolean(),
    maySayArrived: z.boolean(),
  })
  .meta({ id: 'Delivery', description: 'The mail that carries a message.' });
/** See `deliveryView`. */
export type DeliveryView = z.infer<typeof deliveryView>;

/** One message of a thread. */
export const threadMessage = z
  .strictObject({
    messageId: uuid,
    /** The ticket it was written on: the one asked for, or one that was merged into it. */
    ticketId: uuid,
    number: z.int().positive(),
    /** Of the fact that tells of it, on that ticket. */
    seq: z.int().positive(),
    at: instant,
    kind: z.enum(MESSAGE_KINDS),
    via: z.enum(CHANNELS),
    /** A machine wrote it in a person's name: out of office, a bounce, a receipt. */
    isAutomatic: z.boolean(),
    /** The name of the flow that wrote it; null: none did, or the viewer is a customer. */
    flow: z.string().nullable(),
    /** Null: a flow wrote it. */
    author: z
      .strictObject({
        /** Of a colleague or the requester; null: a third party. */
        id: uuid.nullable(),
        name: z.string(),
        /** Of what came by mail: the address it came from, unless it is hidden from a requester. */
        address: z.string().nullable(),
      })
      .nullable(),
    /** Plain text. */
    body: z.string(),
    /** The same without what it quotes and without its signature; null: it is the same. */
    replyText: z.string().nullable(),
    /** Cleaned, remote addresses under `data-remote-*`; null: it had none. To be shown in a sandboxed frame alone. */
    html: z.string().nullable(),
    attachments: z.array(attachmentView),
    /** Null: no mail carries it, or the viewer is its requester. */
    delivery: deliveryView.nullable(),
    /** It was taken back: nobody outside ever saw it. */
    isUndone: z.boolean(),
    /** Whether the viewer may still take it back. */
    mayUndo: z.boolean(),
  })
  .meta({ id: 'ThreadMessage', description: 'One message of a thread.' });
/** See `threadMessage`. */
export type ThreadMessage = z.infer<typeof threadMessage>;

/** Which messages: the newest, or the newest of those before one of them. */
export const threadQuery = z.strictObject({
  /** The first message of the page that is there already. */
  before: anyCaseUuid.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** A page of a thread. */
export const ticketThread = z
  .strictObject({
    /** Oldest first. */
    messages: z.array(threadMessage),
    /** There are older ones: ask with the first of these as `before`. */
    hasOlder: z.boolean(),
    now: instant,
  })
  .meta({ id: 'TicketThread', description: 'Messages of a ticket and of those merged into it.' });
/** See `ticketThread`. */
export type TicketThread = z.infer<typeof ticketThread>;

import { z } from 'zod';
import { MAIL_KINDS } from '#domain/mail/ledger';
import { instant, pageCursor, uuid } from './identifiers.ts';
import { deliveryView } from './ticket-thread.ts';

const perhapsText = z.string().nullable();
const perhapsInstant = instant.nullable();
const ofTicket = z.strictObject({ ticketId: uuid, number: z.int().positive() }).nullable();

const page = {
  after: pageCursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};

/** How far mail that came in is. */
const INCOMING_STATES = ['received', 'processed', 'ignored', 'quarantined'] as const;

/** A mail that came in. */
export const incomingMail = z
  .strictObject({
    mailId: uuid,
    /** `ignored` made no ticket on purpose (a bounce, a duplicate), `quarantined` could not be dealt with. */
    state: z.enum(INCOMING_STATES),
    receivedAt: instant,
    processedAt: perhapsInstant,
    /** The address of ours it was for. */
    mailbox: z.string(),
    /** The return path; null: the null one. */
    envelopeFrom: perhapsText,
    /** What its headers say, once it could be read. */
    from: z.strictObject({ name: perhapsText, address: perhapsText }),
    subject: perhapsText,
    /** bytes */
    size: z.int().nonnegative(),
    /** What kind of mail it is, and by what that was told: codes. */
    class: perhapsText,
    classReason: perhapsText,
    /** Why it made no ticket, or could not be read: a code. */
    reason: perhapsText,
    /** What it became part of. */
    ticket: ofTicket,
    attempts: z.int().nonnegative(),
    /** Whether the viewer may have it tried again: it is in quarantine. */
    mayRetry: z.boolean(),
  })
  .meta({ id: 'IncomingMail', description: 'A mail that came in.' });
/** See `incomingMail`. */
export type IncomingMail = z.infer<typeof incomingMail>;

/** Which of the mails that came in. */
export const incomingMailQuery = z.strictObject({ state: z.enum(INCOMING_STATES).optional(), ...page });

/** Mails that came in, newest first. */
export const incomingMails = z
  .strictObject({ mails: z.array(incomingMail), next: perhapsText })
  .meta({ id: 'IncomingMails' });
/** See `incomingMails`. */
export type IncomingMails = z.infer<typeof incomingMails>;

/** A mail of ours, without its text. */
export const outgoingMail = deliveryView
  .extend({
    kind: z.enum(MAIL_KINDS),
    ticket: ofTicket,
    messageId: uuid.nullable(),
    from: z.strictObject({ name: z.string(), address: z.string() }),
    subject: z.string(),
    /** Nobody pressed a button for it. */
    isAutomatic: z.boolean(),
    createdAt: instant,
  })
  .meta({ id: 'OutgoingMail', description: 'A mail of ours in the send ledger.' });
/** See `outgoingMail`. */
export type OutgoingMail = z.infer<typeof outgoingMail>;

/** Which of our mails. */
export const outgoingMailQuery = z.strictObject({ state: deliveryView.shape.state.optional(), ...page });

/** Mails of ours, newest first. */
export const outgoingMails = z
  .strictObject({ mails: z.array(outgoingMail), next: perhapsText })
  .meta({ id: 'OutgoingMails' });
/** See `outgoingMails`. */
export type OutgoingMails = z.infer<typeof outgoingMails>;

/** A mail that the built-in catcher took in place of a mail server. */
export const caughtMail = z
  .strictObject({
    /** Ascending. */
    id: z.int().positive(),
    caughtAt: instant,
    envelopeFrom: perhapsText,
    envelopeTo: z.array(z.string()),
    /** What its headers say. */
    from: perhapsText,
    to: perhapsText,
    subject: perhapsText,
    date: perhapsInstant,
    /** bytes */
    size: z.int().nonnegative(),
  })
  .meta({ id: 'CaughtMail', description: 'A mail that the catcher took.' });
/** See `caughtMail`. */
export type CaughtMail = z.infer<typeof caughtMail>;

/** Which caught mails: those before one of them, or the newest. */
export const caughtMailQuery = z.strictObject({ ...page, after: z.coerce.number().int().positive().optional() });

/** Caught mails, newest first. */
export const caughtMails = z
  .strictObject({
    mails: z.array(caughtMail),
    next: perhapsText,
    /** Since when no mail server is configured, so that all of our mail ends here; null: one is, and mail goes out. */
    catchingSince: perhapsInstant,
  })
  .meta({ id: 'CaughtMails' });
/** See `caughtMails`. */
export type CaughtMails = z.infer<typeof caughtMails>;
/** One caught mail with its text. */
export const readCaughtMail = caughtMail
  .extend({
    text: z.string(),
    attachments: z.array(z.strictObject({ name: perhapsText, mediaType: z.string(), size: z.int().nonnegative() })),
  })
  .meta({ id: 'ReadCaughtMail', description: 'A mail that the catcher took, with its text.' });
/** See `readCaughtMail`. */
export type ReadCaughtMail = z.infer<typeof readCaughtMail>;

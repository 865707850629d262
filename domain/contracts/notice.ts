import { z } from 'zod';
import { NOTICE_EVENTS, NOTICE_MAILS } from '../notices/words.ts';
import { anyCaseUuid, instant, pageCursor, uuid } from './identifiers.ts';

/** Beyond it a count of notices says "more". */
export const MOST_NOTICES_COUNTED = 100;

/** What somebody was told of one ticket. */
export const noticeGroup = z
  .strictObject({
    ticketId: uuid,
    number: z.int().positive(),
    subject: z.string(),
    /** Of the newest. */
    at: instant,
    unread: z.int().nonnegative(),
    /** The newest five, newest first. */
    notices: z.array(
      z.strictObject({
        id: uuid,
        event: z.enum(NOTICE_EVENTS),
        at: instant,
        /** What a flow says; null: the event says it. */
        text: z.string().nullable(),
        isUnread: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'NoticeGroup', description: 'What somebody was told of one ticket.' });
/** See `noticeGroup`. */
export type NoticeGroupView = z.infer<typeof noticeGroup>;

/** A page of what somebody was told, by ticket, the newest first. */
export const noticeList = z
  .strictObject({
    groups: z.array(noticeGroup),
    /** Of how many tickets something is unread, up to `MOST_NOTICES_COUNTED`. */
    unread: z.int().min(0).max(MOST_NOTICES_COUNTED),
    next: pageCursor.nullable(),
    /** The instant of the reading: what is marked read up to it was there. */
    now: instant,
  })
  .meta({ id: 'NoticeList' });
/** See `noticeList`. */
export type NoticeList = z.infer<typeof noticeList>;

/** Which page of it. */
export const noticeListQuery = z.strictObject({
  unread: z.enum(['true', 'false']).default('false'),
  after: pageCursor.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
/** See `noticeListQuery`. */
export type NoticeListQuery = z.output<typeof noticeListQuery>;

/** What was read: of one ticket, or everything, as it was at an instant. */
export const readNoticesRequest = z
  .strictObject({ ticketId: anyCaseUuid.nullable(), until: instant })
  .meta({ id: 'ReadNotices' });

const choice = z.strictObject({ inApp: z.boolean(), mail: z.enum(NOTICE_MAILS) });

/** A time of day. */
const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'is not a time of day');

/** When somebody wants no mail; past midnight if `from` is the later one. */
const quietHours = z.strictObject({
  from: timeOfDay,
  to: timeOfDay,
  timeZone: z.string().max(64).refine(isTimeZone, 'is not a time zone'),
});

/** What somebody wants to be told of, and how. */
export const noticeChoices = z
  .strictObject({ events: z.record(z.enum(NOTICE_EVENTS), choice), quietHours: quietHours.nullable() })
  .meta({ id: 'NoticeChoices', description: 'What somebody is told of, and how.' });
/** See `noticeChoices`. */
export type NoticeChoices = z.infer<typeof noticeChoices>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

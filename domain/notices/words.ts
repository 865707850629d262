/** What people on the agent side can be told of. */
export const NOTICE_EVENTS = [
  /** A ticket came to a team of theirs and to nobody in it, or is back there. */
  'new_in_team',
  /** A ticket was given to them. */
  'assigned',
  /** The customer, or somebody else outside, wrote on a ticket of theirs; on one that nobody has, for its team. */
  'answered',
  /** A colleague wrote a note on a ticket of theirs. */
  'noted',
  /** A clock of a ticket of theirs runs out; of one that nobody has, for its team. */
  'sla_warning',
  /** One is late: whoever leads the ticket's team is told, too. */
  'sla_breached',
  /** A reply of theirs did not arrive. */
  'not_delivered',
  /** A flow tells them. */
  'told_by_flow',
] as const;
/** See `NOTICE_EVENTS`. */
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

/** The same, the weightiest first: what somebody is told who wants several that one act brought. */
export const NOTICES_BY_WEIGHT = [
  ...(['sla_breached', 'not_delivered', 'told_by_flow', 'assigned', 'new_in_team'] as const),
  ...(['answered', 'noted', 'sla_warning'] as const),
] as const satisfies readonly NoticeEvent[];

/** How somebody is written of an event, besides the bell or instead of it. */
export const NOTICE_MAILS = ['none', 'at_once', 'hourly'] as const;
/** See `NOTICE_MAILS`. */
export type NoticeMail = (typeof NOTICE_MAILS)[number];

/** What somebody wants of one event. */
export interface NoticeChoice {
  /** At the bell, and on the page of notices. */
  readonly inApp: boolean;
  readonly mail: NoticeMail;
}

/** What somebody wants of all of them. */
export type NoticeMatrix = Readonly<Record<NoticeEvent, NoticeChoice>>;

/** What people want who have said nothing: all of it at the bell, mail for what cannot wait until they look. */
export const USUAL_NOTICES: NoticeMatrix = {
  new_in_team: { inApp: true, mail: 'none' },
  assigned: { inApp: true, mail: 'none' },
  answered: { inApp: true, mail: 'none' },
  noted: { inApp: true, mail: 'none' },
  sla_warning: { inApp: true, mail: 'none' },
  sla_breached: { inApp: true, mail: 'at_once' },
  not_delivered: { inApp: true, mail: 'at_once' },
  told_by_flow: { inApp: true, mail: 'none' },
};

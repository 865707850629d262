/** How urgent a ticket is, least first. */
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const;
/** See `PRIORITIES`. */
export type Priority = (typeof PRIORITIES)[number];

/** Where a ticket stands. */
export const STATUSES = ['new', 'open', 'pending', 'on_hold', 'resolved', 'closed'] as const;
/** See `STATUSES`. */
export type Status = (typeof STATUSES)[number];

/** What SLA clocks measure, in the order in which they are listed. */
export const METRICS = ['firstResponse', 'nextResponse', 'resolution'] as const;
/** One of the things that clocks measure. */
export type Metric = (typeof METRICS)[number];

/** Tags of one ticket. They travel in each load of its workflow, which can take no more than the engine lets a payload be. */
export const MOST_TAGS = 100;

/** What a ticket is called has at most so many UTF-16 units. */
export const LONGEST_SUBJECT = 250;

/** Ways by which a ticket or a message reaches the desk. */
export const CHANNELS = ['mail', 'form', 'phone', 'walk_in', 'web', 'api', 'flow'] as const;
/** See `CHANNELS`. */
export type Channel = (typeof CHANNELS)[number];

/** What a mail of ours came to. */
export const DELIVERY_OUTCOMES = ['sent', 'failed', 'unknown'] as const;
/** See `DELIVERY_OUTCOMES`. */
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

/** Whether nobody works on a ticket of this status any more. */
export const isOver = (status: Status): boolean => status === 'resolved' || status === 'closed';

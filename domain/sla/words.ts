import { z } from 'zod';

/** What a clock measures, in the order in which clocks are listed. */
export const METRICS = ['firstResponse', 'nextResponse', 'resolution'] as const;
/** One of the things that clocks measure. */
export type Metric = (typeof METRICS)[number];

/** How urgent a ticket is; targets are given for each. */
export const priority = z.enum(['low', 'normal', 'high', 'urgent']);
export type Priority = z.infer<typeof priority>;

/** Where a ticket stands. */
export const status = z.enum(['new', 'open', 'pending', 'on_hold', 'resolved', 'closed']);
export type Status = z.infer<typeof status>;

/** Whether nobody works on a ticket of this status any more. */
export const isOver = (where: Status): boolean => where === 'resolved' || where === 'closed';

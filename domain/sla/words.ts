import { z } from 'zod';
import { PRIORITIES, STATUSES } from '../tickets/words.ts';

/** How urgent a ticket is; targets are given for each. */
export const priority = z.enum(PRIORITIES);

/** Where a ticket stands. */
export const status = z.enum(STATUSES);

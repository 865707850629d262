import { z } from 'zod';
import { calendar } from '../sla/calendar.ts';
import { personName } from './names.ts';

/** How far an installation is set up. */
export const setUpView = z
  .strictObject({
    /** Whether nobody is asked any more. */
    isDone: z.boolean(),
    /** What mail of no team comes from. */
    name: z.string().nullable(),
    /** The business hours that were set here. */
    hours: calendar.nullable(),
    teams: z.int().nonnegative(),
    /** Colleagues besides whoever looks. */
    colleagues: z.int().nonnegative(),
  })
  .meta({ id: 'SetUp', description: 'How far an installation is set up.' });
/** See `setUpView`. */
export type SetUpView = z.infer<typeof setUpView>;

/** What the desk is called. */
export const nameDeskRequest = z.strictObject({ name: personName }).meta({ id: 'NameDesk' });

import { businessTime } from './business-time.ts';
import type { Calendar } from './calendar.ts';

/** Whether business hours are open at an instant (ms): a millisecond that counts is one in which they are. */
export const isOpen = (hours: Calendar, at: number): boolean => businessTime(hours).between(at, at + 1) === 1;

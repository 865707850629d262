import type { Examples } from '../examples.ts';

/** What `no-time-zones` lets pass and what it refuses. */
export const noTimeZonesExamples: Examples = {
  passes: {
    'the instant of now': `export const now = Date.now();`,
    'an instant as text, in UTC': `export const text = (at: number) => new Date(at).toISOString() + new Date(at).getUTCHours();`,
    'a name that only sounds like it': `export const names = { Intl: 1, Temporal: 2 }; export const { Intl: one } = names; export const two = names.Temporal;`,
  },
  refuses: {
    'the Temporal global': [`export const now = globalThis.Temporal.Now.instant();`, 'global'],
    'the Temporal global by its bare name': [`export const now = Temporal.Now.instant();`, 'global'],
    'a formatter': [`export const format = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Berlin' });`, 'global'],
    'a local hour': [`export const isMorning = (at: number) => new Date(at).getHours() < 12;`, 'method'],
    'moving a date by the local calendar': [
      `export const next = (at: Date) => at.setDate(at.getUTCDate() + 1);`,
      'method',
    ],
    'a local text': [`export const text = (at: Date) => at.toLocaleDateString();`, 'method'],
    'a date from local parts': [`export const newYear = new Date(2026, 0, 1);`, 'parts'],
  },
};

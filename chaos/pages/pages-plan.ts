import { z } from 'zod';

/** One page: what it shows, and to whom. */
const page = z.strictObject({
  /** A view's list, or the next ticket that its person sees and no other page shows. */
  shows: z.enum(['open', 'mine', 'ticket']),
  /** For reports. */
  who: z.string(),
  /** Of the person's session. */
  cookie: z.string(),
});

/** The pages that are open through a run. */
export const pagesPlan = z.strictObject({
  /** Where their process is asked how they are. */
  port: z.int(),
  apiOrigin: z.string(),
  /** The way of their sockets, which is cut off now and then. */
  socketOrigin: z.string(),
  pages: z.array(page),
});
/** See `pagesPlan`. */
export type PagesPlan = z.infer<typeof pagesPlan>;

/** Why a page asked anew, and how often. */
const asked = z.record(z.enum(['event', 'stamp', 'entered', 'polling', 'failed']), z.int());
/** See `asked`. */
export type Asked = z.infer<typeof asked>;

/** Something that a page shows otherwise than the API says it to the same person. */
const difference = z.strictObject({
  /** The page and what it knows by which key. */
  what: z.string(),
  /** Where it differs, and how. */
  fields: z.array(z.string()),
});
/** See `difference`. */
export type Difference = z.infer<typeof difference>;

/** How the pages were, and how they are. */
export const pagesReport = z.strictObject({
  /** Pages that show something. */
  open: z.int(),
  asked,
  /** Codes of failed questions, and how often. */
  failures: z.record(z.string(), z.int()),
  /** What is not equal although nothing changed for long enough. */
  differences: z.array(difference),
  /** What all of it took of the processor (s). */
  cpuSeconds: z.number(),
});
/** See `pagesReport`. */
export type PagesReport = z.infer<typeof pagesReport>;

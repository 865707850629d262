import { z } from 'zod';

/** An id of ours: a UUID in its usual spelling. */
export const uuid = z.uuid();

/** The same as callers write it: in any case, read in the lower one, in which ids are stored and compared. */
export const anyCaseUuid = z.uuid().toLowerCase();

/** A tag of tickets: letters of any script and digits, then also `_ . : / -`, at most 64. Upper and lower case differ. */
export const tag = z
  .string()
  .normalize('NFC')
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_.:/-]{0,63}$/u, 'is not a tag');

/**
 * What a caller makes up once per act and sends again when it repeats the request: within a day the act is done once and
 * the first reply comes again.
 */
export const idempotencyKey = z.string().regex(/^[\x21-\x7e]{1,128}$/, 'is not 1 to 128 visible ASCII characters');

/** The id of one request, as callers may choose it themselves: short, and safe in headers and logs. */
export const requestId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

/** An instant, ISO 8601 in UTC. */
export const instant = z.iso.datetime();

/** Where the next page begins, as the page before said it. Not to be made up or taken apart. */
export const pageCursor = z.string().regex(/^[A-Za-z0-9_.-]{1,120}$/, 'is not where a page ended');

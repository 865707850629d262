import { z } from 'zod';

/** An id of ours: a UUID in its usual spelling. */
export const uuid = z.uuid();

/** The id of one request, as callers may choose it themselves: short, and safe in headers and logs. */
export const requestId = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

/** An instant, ISO 8601 in UTC. */
export const instant = z.iso.datetime();

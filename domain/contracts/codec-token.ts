import { z } from 'zod';
import { instant } from './identifiers.ts';

/** Where the Temporal UI decodes payloads, and until when. */
export const codecToken = z
  .strictObject({
    /** To be entered in the Temporal UI as its codec endpoint. */
    endpoint: z.url(),
    expiresAt: instant,
  })
  .meta({ id: 'CodecToken', description: 'An address by which the Temporal UI decodes payloads.' });

import { helpReceipt } from '#domain/contracts/help-form';
import { z } from 'zod';

/** What was sent: the number it got, and where the answer goes. Kept with the page's place in the history, over reloads. */
export const sent = helpReceipt.extend({ email: z.string() });
/** See `sent`. */
export type Sent = z.infer<typeof sent>;

import { ticketReceipt } from '#domain/contracts/ticket';
import { z } from 'zod';

/** What a command answers, with its message if it made one. */
export const messageReceiptOrPlain = ticketReceipt.extend({ messageId: z.uuid().optional() });
/** See `messageReceiptOrPlain`. */
export type MessageReceipt = z.infer<typeof messageReceiptOrPlain>;

import type { CommandContext } from '#commands/tickets/command-context';
import type { MailFiles } from '#mail/files/mail-files';
import { z } from 'zod';
import type { Limiter } from '../../limits/limiter.ts';
import type { CountForm } from './form-figures.ts';
import type { FormTokens } from './form-tokens.ts';

/** What the endpoints of the public form reach. */
export interface HelpFormDoor extends Pick<CommandContext, 'pool' | 'deliverSoon'> {
  readonly files: Pick<MailFiles, 'keepStream' | 'removeFile'>;
  readonly tokens: FormTokens;
  readonly limiter: Limiter;
  readonly count: CountForm;
}

/** The header that says which form a file is for. */
export const ofForm = z.strictObject({ 'x-form-token': z.string().max(1_000) });

/** Where its token is. */
export const inHeader = { in: 'header', pointer: '/x-form-token' } as const;

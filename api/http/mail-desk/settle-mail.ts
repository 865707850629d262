import { resendMail } from '#commands/mail/resend-mail';
import { sayMailArrived } from '#commands/mail/say-mail-arrived';
import { outgoingMail } from '#domain/contracts/mail-desk';
import { anyCaseUuid } from '#domain/contracts/identifiers';
import { findOutgoingMail } from '#queries/list-outgoing-mail';
import { z } from 'zod';
import { endpoint, type Endpoint } from '../endpoint.ts';
import { contextOf, ofCommands, repeatable } from '../tickets/ticket-door.ts';
import type { MailDoor } from './mail-door.ts';

const acts = [
  {
    path: 'resend',
    summary: 'Have a mail sent again',
    description:
      'One that failed, or of which nobody knows whether it arrived. It goes out under the same Message-ID, so that whoever ' +
      'has it already may tell; refused while an attempt may still be under way.',
    run: resendMail,
  },
  {
    path: 'arrived',
    summary: 'Say that a mail arrived',
    description: 'One of which nobody knows (`unknown`). Its ticket is told, and who said so.',
    run: sayMailArrived,
  },
] as const;

/** POST /mail/outgoing/:mailId/{resend,arrived} */
export const settleMailEndpoints = (door: MailDoor): Endpoint[] =>
  acts.map(({ path, run, summary, description }) =>
    endpoint({
      ...{ method: 'post', path: `/mail/outgoing/:mailId/${path}`, summary, description },
      readActor: door.readActor,
      params: z.strictObject({ mailId: anyCaseUuid }),
      headers: repeatable,
      reply: outgoingMail,
      problems: [...ofCommands, 'not_possible'],
      async handle({ params: { mailId }, headers }, { actor }) {
        await run(contextOf(door, actor, headers), mailId);
        return findOutgoingMail(door.pool, actor, mailId);
      },
    }),
  );

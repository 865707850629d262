import { retryMail } from '#commands/mail/retry-mail';
import { anyCaseUuid } from '#domain/contracts/identifiers';
import { incomingMail } from '#domain/contracts/mail-desk';
import { findIncomingMail } from '#queries/list-incoming-mail';
import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import type { MailDoor } from './mail-door.ts';

/** POST /mail/incoming/:mailId/retry */
export const retryMailEndpoint = ({ pool, readActor }: MailDoor) =>
  endpoint({
    method: 'post',
    path: '/mail/incoming/:mailId/retry',
    summary: 'Have a mail tried again that is in quarantine',
    description: 'For supervisors and admins, once what was the matter with it is mended.',
    readActor,
    params: z.strictObject({ mailId: anyCaseUuid }),
    reply: incomingMail,
    problems: ['forbidden', 'not_found', 'not_possible'],
    async handle({ params: { mailId } }, { actor }) {
      await findIncomingMail(pool, actor, mailId);
      await retryMail({ client: pool, actor }, mailId);
      return findIncomingMail(pool, actor, mailId);
    },
  });

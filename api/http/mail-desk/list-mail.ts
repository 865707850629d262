import { incomingMailQuery, incomingMails, outgoingMailQuery, outgoingMails } from '#domain/contracts/mail-desk';
import { listIncomingMail } from '#queries/list-incoming-mail';
import { listOutgoingMail } from '#queries/list-outgoing-mail';
import { endpoint, type Endpoint } from '../endpoint.ts';
import type { MailDoor } from './mail-door.ts';

/** GET /mail/incoming, GET /mail/outgoing */
export const listMailEndpoints = ({ pool, readActor }: MailDoor): Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/mail/incoming',
    summary: 'Mails that came in, newest first',
    description: 'For supervisors and admins. `quarantined` are those that nobody could make anything of.',
    readActor,
    query: incomingMailQuery,
    reply: incomingMails,
    problems: ['forbidden'],
    handle: ({ query }, { actor }) => listIncomingMail(pool, actor, query),
  }),
  endpoint({
    method: 'get',
    path: '/mail/outgoing',
    summary: 'Our mails, newest first',
    description:
      'The send ledger, without texts. Agents see the mails of the tickets they may open, supervisors and admins all. ' +
      '`unknown`: the server took all of it and its answer was lost.',
    readActor,
    query: outgoingMailQuery,
    reply: outgoingMails,
    problems: ['forbidden'],
    handle: ({ query }, { actor }) => listOutgoingMail(pool, actor, query),
  }),
];

import { anyCaseUuid } from '#domain/contracts/identifiers';
import {
  incomingMail,
  incomingMailQuery,
  incomingMails,
  outgoingMail,
  outgoingMailQuery,
  outgoingMails,
} from '#domain/contracts/mail-desk';
import { findIncomingMail, listIncomingMail } from '#queries/list-incoming-mail';
import { findOutgoingMail, listOutgoingMail } from '#queries/list-outgoing-mail';
import { z } from 'zod';
import { endpoint, type Endpoint } from '../endpoint.ts';
import type { MailDoor } from './mail-door.ts';

const ofMail = z.strictObject({ mailId: anyCaseUuid });
const whoSeesOurs = 'Agents see the mails of the tickets they may open, supervisors and admins all.';

/** GET /mail/incoming, GET /mail/outgoing, and one of each */
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
    path: '/mail/incoming/:mailId',
    summary: 'A mail that came in',
    description: 'For supervisors and admins.',
    readActor,
    params: ofMail,
    reply: incomingMail,
    problems: ['forbidden', 'not_found'],
    handle: ({ params }, { actor }) => findIncomingMail(pool, actor, params.mailId),
  }),
  endpoint({
    method: 'get',
    path: '/mail/outgoing',
    summary: 'Our mails, newest first',
    description:
      `The send ledger, without texts. ${whoSeesOurs} ` +
      '`unknown`: the server took all of it and its answer was lost.',
    readActor,
    query: outgoingMailQuery,
    reply: outgoingMails,
    problems: ['forbidden'],
    handle: ({ query }, { actor }) => listOutgoingMail(pool, actor, query),
  }),
  endpoint({
    method: 'get',
    path: '/mail/outgoing/:mailId',
    summary: 'A mail of ours',
    description: `Without its text. ${whoSeesOurs}`,
    readActor,
    params: ofMail,
    reply: outgoingMail,
    problems: ['not_found'],
    handle: ({ params }, { actor }) => findOutgoingMail(pool, actor, params.mailId),
  }),
];

import { randomUUID } from 'node:crypto';
import { USUAL_NOTICES } from '#domain/notices/words';
import type { EndpointName } from '#domain/permissions/registry';
import { PASSWORD, type Person } from './world.ts';

interface Named {
  readonly requesterId: string;
  /** A ticket that everybody on the agent side sees, for others to be merged into. */
  readonly elsewhere: string;
  /** A provider of identities that answers; unless told, nobody asks it. */
  readonly issuer?: string;
}

/** What each endpoint takes that takes a body; where it is not named, none. */
export const bodiesOf = (
  who: Person | null,
  { requesterId, elsewhere, issuer = 'https://id.example' }: Named,
): Readonly<Partial<Record<EndpointName, unknown>>> => ({
  'post /tickets': {
    ...{ subject: 'Mine', body: 'Words', via: 'phone' },
    requesterId: who?.kind === 'customer' ? who.id : requesterId,
  },
  // Customers write no notes.
  'post /tickets/:ticketId/messages': { public: who?.kind === 'customer', body: 'Mine' },
  'put /tickets/:ticketId/assignee': { assigneeId: null },
  'put /tickets/:ticketId/status': { status: 'pending' },
  'put /tickets/:ticketId/priority': { priority: 'high' },
  'put /tickets/:ticketId/team': { teamId: null },
  'put /tickets/:ticketId/subject': { subject: 'Mine' },
  'put /tickets/:ticketId/requester': { requesterId },
  'patch /tickets/:ticketId/fields': { fields: {} },
  'patch /tickets/:ticketId/tags': { add: ['mine'] },
  'put /tickets/:ticketId/merge': { into: elsewhere },
  'post /tickets/:ticketId/operations': { act: 'pause' },
  'post /bulk-jobs': { act: { type: 'priority', priority: 'high' }, tickets: { ticketIds: [elsewhere] } },
  'post /bulk-jobs/:jobId/steering': { do: 'pause' },
  'post /attachments': 'Words',
  'post /customers': { name: 'Ann', email: 'ann@example.com' },
  'patch /customers/:customerId': { note: 'Calls on Mondays' },
  'put /customers/:customerId/merge': { into: randomUUID() },
  'post /organisations': { name: randomUUID() },
  'patch /organisations/:organisationId': { name: randomUUID() },
  'post /notices/read': { ticketId: null, until: new Date().toISOString() },
  'put /notice-choices': { events: USUAL_NOTICES, quietHours: null },
  'put /session/password': { current: PASSWORD, new: 'another horse battery' },
  // After the one above has changed it.
  'post /session/second-factor': { password: 'another horse battery' },
  'put /session/second-factor': { code: '000000' },
  'post /session/second-factor/removal': { code: '000000' },
  'post /session/second-factor/recovery-codes': { code: '000000' },
  'post /session/tokens': { name: 'Export' },
  'post /staff': { name: 'Ann', email: `${randomUUID()}@example.com`, role: 'light_agent', teamIds: [] },
  'patch /staff/:staffId': { capacity: 5 },
  'post /programs': { name: 'Export', role: 'light_agent', teamIds: [] },
  'patch /programs/:programId': { name: 'Export' },
  'post /programs/:programId/tokens': { name: 'Export' },
  'post /teams': { name: randomUUID() },
  'patch /teams/:teamId': { name: randomUUID() },
  'post /calendars': { name: randomUUID(), hours: { timeZone: 'UTC', weekly: { mon: [['09:00', '17:00']] } } },
  'patch /calendars/:calendarId': { name: randomUUID() },
  'put /desk/name': { name: 'Desk' },
  'put /desk/hours': { timeZone: 'UTC', weekly: { mon: [['09:00', '17:00']] } },
  'post /custom-fields': { subject: 'ticket', name: randomUUID(), kind: 'text' },
  'patch /custom-fields/:fieldId': { name: randomUUID() },
  'put /custom-fields/order': { subject: 'ticket', ids: [] },
  'post /identity-providers': { name: randomUUID(), issuer, clientId: 'x', clientSecret: 'y' },
  'put /identity-providers/:providerId': { name: randomUUID(), issuer: 'https://id.example', clientId: 'x' },
  'post /roles': { name: randomUUID(), permissions: [] },
  'put /roles/:code': { name: randomUUID(), permissions: [] },
});

import type { Room } from '../contracts/rooms.ts';
import type { SocketAsk } from '../contracts/socket-ask.ts';
import { about, aboutForPeople, onOne, toAccount, toAnybody, toStaff, type Access } from './access.ts';
import type { Permission } from './permission.ts';

/**
 * Who may use what: every endpoint (over HTTP, and over sockets by its operation id), by method and path. An endpoint without
 * an entry fails a test; a generated test asks each of them as every role about every kind of object.
 */
export const ENDPOINTS = {
  // Machines, and whoever is not signed in.
  'get /health': toAnybody,
  'get /live': toAnybody,
  'get /ready': toAnybody,
  'get /self-checks/:selfCheckId': toAnybody,
  'get /self-checks/latest': toAnybody,
  'post /self-checks': toAnybody,
  'get /help-form': toAnybody,
  'post /help-form/files': toAnybody,
  'delete /help-form/files/:attachmentId': toAnybody,
  'post /help-form/requests': toAnybody,
  'post /session': toAnybody,
  'delete /session': toAnybody,
  'get /one-time-links/:token': toAnybody,
  'post /one-time-links/:token': toAnybody,
  'post /password-resets': toAnybody,
  'get /session/sso': toAnybody,
  'post /session/sso': toAnybody,
  'post /session/sso/answer': toAnybody,

  // One's own account.
  'get /session': toAccount,
  'put /session/password': toAccount,
  'get /session/devices': toAccount,
  'delete /session/devices': toAccount,
  'delete /session/devices/:sessionId': onOne('device', toAccount),

  'get /session/second-factor': toAccount,
  'post /session/second-factor': toAccount,
  'put /session/second-factor': toAccount,
  'post /session/second-factor/removal': toAccount,
  'post /session/second-factor/recovery-codes': toAccount,
  'get /session/tokens': toAccount,
  'post /session/tokens': toAccount,
  'delete /session/tokens/:tokenId': onOne('token', toAccount),

  // What one is told of.
  'get /notices': toStaff(null, 'own'),
  'post /notices/read': toStaff(null, 'own'),
  'get /notice-choices': toStaff(null, 'own'),
  'put /notice-choices': toStaff(null, 'own'),

  // Tickets.
  'get /tickets': toStaff(null, 'team'),
  'get /tickets/counts': toStaff(null, 'team'),
  /** Staff open them for every customer and into every team, also where they then see them no more. */
  'post /tickets': { ...toStaff('ticket.work'), who: 'people', customers: 'own' },
  'get /tickets/:ticketId': aboutForPeople('ticket'),
  'get /tickets/:ticketId/thread': aboutForPeople('ticket'),
  'get /tickets/:ticketId/timeline': about('ticket'),
  'get /tickets/:ticketId/facts': about('ticket'),
  'get /tickets/:ticketId/clocks/explain': about('ticket'),
  /** Notes are for everybody on the agent side; a public message needs `ticket.work`. */
  'post /tickets/:ticketId/messages': aboutForPeople('ticket'),
  'post /tickets/:ticketId/messages/:messageId/undo': about('ticket', 'ticket.work'),
  'put /tickets/:ticketId/assignee': about('ticket', 'ticket.work'),
  'put /tickets/:ticketId/status': about('ticket', 'ticket.work'),
  'put /tickets/:ticketId/priority': about('ticket', 'ticket.work'),
  'put /tickets/:ticketId/team': about('ticket', 'ticket.work'),
  'put /tickets/:ticketId/subject': about('ticket', 'ticket.work'),
  'put /tickets/:ticketId/requester': about('ticket', 'ticket.work'),
  'patch /tickets/:ticketId/fields': about('ticket', 'ticket.work'),
  'patch /tickets/:ticketId/tags': about('ticket', 'ticket.work'),
  'put /tickets/:ticketId/merge': about('ticket', 'ticket.work'),
  'delete /tickets/:ticketId/merge': about('ticket', 'ticket.work'),
  'put /tickets/:ticketId/spam': about('ticket', 'ticket.work'),
  'delete /tickets/:ticketId/spam': about('ticket', 'ticket.work'),
  'put /tickets/:ticketId/deletion': about('ticket', 'ticket.delete'),
  'delete /tickets/:ticketId/deletion': about('ticket', 'ticket.delete'),
  'post /tickets/:ticketId/operations': about('ticket', 'ticket.operate'),

  // The same to many tickets: one's own jobs.
  'get /bulk-jobs': toStaff('ticket.work', 'own'),
  'post /bulk-jobs': toStaff('ticket.work', 'team'),
  'get /bulk-jobs/preview': toStaff('ticket.work', 'team'),
  'get /bulk-jobs/:jobId': onOne('bulk_job', toStaff('ticket.work', 'own')),
  'get /bulk-jobs/:jobId/report': onOne('bulk_job', toStaff('ticket.work', 'own')),
  'post /bulk-jobs/:jobId/steering': onOne('bulk_job', toStaff('ticket.work', 'own')),

  // Files and mail.
  'post /attachments': { ...toStaff(null, 'own'), who: 'people', customers: 'own' },
  'get /attachments/:attachmentId': aboutForPeople('file'),
  'get /mail/outgoing': toStaff(null, 'team'),
  'get /mail/outgoing/:mailId': about('mail'),
  'post /mail/outgoing/:mailId/resend': about('mail', 'ticket.work'),
  'post /mail/outgoing/:mailId/arrived': about('mail', 'ticket.work'),
  'get /mail/incoming': toStaff('mail.see_all'),
  'get /mail/incoming/:mailId': onOne('incoming_mail', toStaff('mail.see_all')),
  'post /mail/incoming/:mailId/retry': onOne('incoming_mail', toStaff('mail.see_all')),
  'get /mail/caught': toStaff('mail.see_caught'),
  'get /mail/caught/:caughtId': onOne('caught_mail', toStaff('mail.see_caught')),
  'get /mail/caught/:caughtId/raw': onOne('caught_mail', toStaff('mail.see_caught')),

  // People.
  'get /directory': toStaff(),
  'get /customers': toStaff(),
  'post /customers': toStaff('ticket.work'),
  'get /customers/:customerId': onOne('customer', toStaff()),
  /** Blocking needs `customer.manage`. */
  'patch /customers/:customerId': onOne('customer', toStaff('ticket.work')),
  'put /customers/:customerId/merge': onOne('customer', toStaff('customer.manage')),
  'delete /customers/:customerId/bounces/:address': onOne('customer', toStaff('ticket.work')),
  'get /organisations': toStaff(),
  'post /organisations': toStaff('customer.manage'),
  'get /organisations/:organisationId': onOne('organisation', toStaff()),
  'patch /organisations/:organisationId': onOne('organisation', toStaff('customer.manage')),
  'delete /organisations/:organisationId': onOne('organisation', toStaff('customer.manage')),
  'get /organisations/:organisationId/customers': onOne('organisation', toStaff()),
  'get /staff': toStaff('people.manage'),
  'post /staff': toStaff('people.manage'),
  'patch /staff/:staffId': onOne('person', toStaff('people.manage')),
  'post /staff/:staffId/invitation': onOne('person', toStaff('people.manage')),
  'get /programs': toStaff('people.manage'),
  'post /programs': toStaff('people.manage'),
  'patch /programs/:programId': onOne('program', toStaff('people.manage')),
  /** For whoever has a session: no token makes tokens. */
  'post /programs/:programId/tokens': onOne('program', { ...toAccount, needs: 'people.manage', scope: 'all' }),
  'delete /programs/:programId/tokens/:tokenId': onOne('program_token', toStaff('people.manage')),
  'get /teams': toStaff('people.manage'),
  'post /teams': toStaff('people.manage'),
  'patch /teams/:teamId': onOne('team', toStaff('people.manage')),
  'get /calendars': toStaff('desk.manage'),
  'post /calendars': toStaff('desk.manage'),
  'patch /calendars/:calendarId': onOne('calendar', toStaff('desk.manage')),
  'get /roles': toStaff('people.manage'),
  'post /roles': toStaff('role.manage'),
  'put /roles/:code': onOne('role', toStaff('role.manage')),
  'delete /roles/:code': onOne('role', toStaff('role.manage')),

  'get /desk/set-up': toStaff('desk.manage'),
  'put /desk/set-up': toStaff('desk.manage'),
  'put /desk/name': toStaff('desk.manage'),
  'put /desk/hours': toStaff('desk.manage'),
  'post /desk/test-mail': toStaff('desk.manage'),
  'get /custom-fields': toStaff(),
  'post /custom-fields': toStaff('field.manage'),
  'patch /custom-fields/:fieldId': onOne('field', toStaff('field.manage')),
  'put /custom-fields/order': toStaff('field.manage'),
  'get /identity-providers': toStaff('people.manage'),
  'post /identity-providers': toStaff('people.manage'),
  'put /identity-providers/:providerId': onOne('provider', toStaff('people.manage')),
  'delete /identity-providers/:providerId': onOne('provider', toStaff('people.manage')),

  // Looking after the installation.
  'get /audit': toStaff('audit.read'),
  'get /audit/export': toStaff('audit.read'),
  'post /codec-tokens': toStaff('engine.decode'),
} as const satisfies Readonly<Record<string, Access>>;
/** The name of an endpoint in the registry. */
export type EndpointName = keyof typeof ENDPOINTS;

const partOfDocs = { opensTo: 'anybody', why: 'A part of the page about the API.' } as const;
const byCodecTokens = 'For the pages of the engine, whose bodies are large and whose origin is another.';

/**
 * What answers over HTTP and is no endpoint, by method and path from the root: whom it opens to, and why it is none. A test
 * asks each, and fails if the API has a route that is neither here nor an endpoint.
 */
export const BESIDE_ENDPOINTS = {
  'get /metrics': { opensTo: 'anybody', why: 'Figures without names, beside /api: whoever publishes that keeps them.' },
  'get /api/docs': { opensTo: 'anybody', why: 'The page about the API: the same for everybody.' },
  'get /api/docs/initializer.js': partOfDocs,
  'get /api/docs/swagger-ui.css': partOfDocs,
  'get /api/docs/swagger-ui-bundle.js': partOfDocs,
  'get /api/docs/favicon-32x32.png': partOfDocs,
  'get /api/openapi.json': { opensTo: 'anybody', why: 'What there is to be called: made of the endpoints.' },
  'post /api/codec/decode': { opensTo: 'engine.decode', why: byCodecTokens },
  'post /api/codec/:token/decode': { opensTo: 'engine.decode', why: byCodecTokens },
} as const satisfies Readonly<Record<string, { opensTo: 'anybody' | Permission; why: string }>>;

/** A kind of rooms: the form of their names. One that is new in `Room` has no entry until it is given one. */
type RoomKind<Name extends string> = Name extends `${infer Kind}:${infer Rest}`
  ? string extends Rest
    ? `${Kind}:*`
    : Name
  : Name;

/** Who may be in which room of sockets, by the form of its name. */
export const ROOMS = {
  'ticket:*': aboutForPeople('ticket'),
  all: toStaff('ticket.see_all'),
  'team:none': toStaff(null, 'team'),
  'team:*': toStaff(null, 'team'),
  'assignee:*': toStaff(null, 'team'),
} as const satisfies Readonly<Record<RoomKind<Room> | 'team:none', Access>>;

/** Who may ask what over a socket, by the type of the ask. */
export const SOCKET_ASKS = {
  join: 'as ROOMS says',
  call: 'as ENDPOINTS says',
  leave: toAnybody,
  presence: about('ticket'),
  glance: about('ticket'),
} as const satisfies Readonly<Record<SocketAsk['type'], Access | string>>;

import { chooseNotices } from '#commands/notices/choose-notices';
import { noticeChoices, noticeList, noticeListQuery, readNoticesRequest } from '#domain/contracts/notice';
import { Problem } from '#domain/contracts/problem';
import type { Actor, StaffActor } from '#domain/permissions/actor';
import { readNoticeChoices, readNotices } from '#queries/read-notices';
import { notices } from '#store/notices/notices';
import type { AdminDoor } from '../admin-door.ts';
import { endpoint, type Endpoint } from '../endpoint.ts';

function requireStaff(actor: Actor): StaffActor {
  if (actor.kind !== 'staff') throw new Problem('forbidden');
  return actor;
}

/** The endpoints of what somebody is told of; each serves its own person alone. */
export const noticeEndpoints = ({ pool, readActor }: Pick<AdminDoor, 'pool' | 'readActor'>): Endpoint[] => [
  endpoint({
    method: 'get',
    path: '/notices',
    summary: 'What one was told of, by ticket, the newest first',
    description: 'Of tickets that one still sees. Ninety days are kept.',
    readActor,
    query: noticeListQuery,
    reply: noticeList,
    problems: ['forbidden'],
    handle: ({ query }, { actor }) => readNotices(pool, requireStaff(actor), query),
  }),
  endpoint({
    method: 'post',
    path: '/notices/read',
    summary: 'Mark what one was told as read: of one ticket, or all of it',
    description: 'Up to `until`, the instant of the list that was read: what came later stays unread.',
    readActor,
    body: readNoticesRequest,
    problems: ['forbidden'],
    async handle({ body: { ticketId, until } }, { actor }) {
      await notices.markRead(pool, requireStaff(actor).id, { ticketId, until: Date.parse(until) });
      return undefined;
    },
  }),
  endpoint({
    method: 'get',
    path: '/notice-choices',
    summary: 'What one is told of, and how',
    readActor,
    reply: noticeChoices,
    problems: ['forbidden'],
    handle: (_, { actor }) => readNoticeChoices(pool, requireStaff(actor)),
  }),
  endpoint({
    method: 'put',
    path: '/notice-choices',
    summary: 'Say what one wants to be told of, and how',
    description:
      'By mail at once means after a minute, so that one mail tells all that follows; in quiet hours, after them.',
    readActor,
    body: noticeChoices,
    reply: noticeChoices,
    problems: ['forbidden'],
    async handle({ body }, { actor }) {
      const person = requireStaff(actor);
      await chooseNotices({ pool, actor: person }, body);
      return readNoticeChoices(pool, person);
    },
  }),
];

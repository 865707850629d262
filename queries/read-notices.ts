import {
  MOST_NOTICES_COUNTED,
  type NoticeChoices,
  type NoticeList,
  type NoticeListQuery,
} from '#domain/contracts/notice';
import { USUAL_NOTICES } from '#domain/notices/words';
import type { StaffActor } from '#domain/permissions/actor';
import { readNow } from '#store/clock';
import { countUnread, listNotices, type NoticeGroup } from '#store/notices/list-notices';
import { notices } from '#store/notices/notices';
import { readQuietHours } from '#store/notices/quiet-hours';
import type { Queryable } from '#store/queryable';
import { readTimeCursor, writeTimeCursor } from './time-cursor.ts';

/** A page of what somebody was told. @throws {Problem} `invalid_request` (a cursor that is none) */
export async function readNotices(client: Queryable, viewer: StaffActor, query: NoticeListQuery): Promise<NoticeList> {
  const { after, limit, unread: unreadAlone } = query;
  const now = await readNow(client);
  const place = after === undefined ? null : readTimeCursor(after);
  const groups = await listNotices(client, viewer, {
    after: place,
    limit: limit + 1,
    isUnread: unreadAlone === 'true',
  });
  const unread = await countUnread(client, viewer, MOST_NOTICES_COUNTED);
  const page = groups.slice(0, limit);
  const last = groups.length > limit ? page.at(-1) : undefined;
  const next = last ? writeTimeCursor({ at: last.at, id: last.ticketId }) : null;
  return { groups: page.map(present), unread, next, now: now.toISOString() };
}

const present = ({ at, notices: told, ...group }: NoticeGroup) => ({
  ...group,
  at: text(at),
  notices: told.map((one) => ({ ...one, at: text(one.at) })),
});

/** What somebody wants to be told of: what they said, and the usual for the rest. */
export async function readNoticeChoices(client: Queryable, viewer: StaffActor): Promise<NoticeChoices> {
  const chosen = await notices.choicesOf(client, viewer.id);
  return { events: { ...USUAL_NOTICES, ...chosen }, quietHours: await readQuietHours(client, viewer.id) };
}

const text = (at: number) => new Date(at).toISOString();

import { noticeList } from '#domain/contracts/notice';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../shared/calls/call-api.ts';
import { queryKeys } from '../shared/query-keys.ts';

/** Without sockets the bell is asked for now and then. */
const askEveryMs = 60_000;

/** Of how many tickets something is unread. */
export const useUnreadNotices = () =>
  useQuery({
    queryKey: [...queryKeys.notices, 'unread'],
    queryFn: ({ signal }) => callApi({ path: '/notices?unread=true&limit=1', reply: noticeList, signal }),
    refetchInterval: askEveryMs,
    select: ({ unread }) => unread,
  });

/** What one was told of, page after page, the newest first. */
export const useNotices = (isUnread: boolean) =>
  useInfiniteQuery({
    queryKey: [...queryKeys.notices, 'list', isUnread],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ unread: String(isUnread), ...(pageParam !== '' && { after: pageParam }) });
      return callApi({ path: `/notices?${query.toString()}`, reply: noticeList, signal });
    },
    getNextPageParam: ({ next }) => next,
  });

/** Mark what was seen as read: of one ticket or all of it, up to the instant of the list it was seen in. */
export function useReadNotices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly ticketId: string | null; readonly until: string }) =>
      callApi({ method: 'POST', path: '/notices/read', body, reply: null }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.notices }),
  });
}

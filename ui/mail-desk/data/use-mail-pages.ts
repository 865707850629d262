import { useInfiniteQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { callApi } from '../../shared/calls/call-api.ts';

/** Mail goes its way without any word to browsers: the page asks. */
export const askEveryMs = 5_000;

/** A page of a list, and where the next one begins. */
interface MailPage {
  readonly next: string | null;
}

/** All that the mail page knows, for asking anew after an act. */
export const allMail = ['mail'] as const;

/**
 * A list of mails, page after page, asked for every few seconds.
 *
 * @param isWanted nothing is asked without it
 */
export function useMailPages<Page extends MailPage>(
  path: string,
  filter: Readonly<Record<string, string>>,
  reply: z.ZodType<Page>,
  isWanted = true,
) {
  return useInfiniteQuery({
    enabled: isWanted,
    queryKey: [...allMail, path, filter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...filter, ...(pageParam !== '' && { after: pageParam }) });
      return callApi({ path: `/mail/${path}?${query.toString()}`, reply, signal });
    },
    getNextPageParam: ({ next }) => next,
    refetchInterval: askEveryMs,
  });
}

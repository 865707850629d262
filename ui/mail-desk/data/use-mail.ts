import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { callApi } from '../../shared/calls/call-api.ts';
import { allMail, askEveryMs } from './use-mail-pages.ts';

/** One mail, asked for every few seconds unless it stays as it is. */
export const useMail = <Reply>(path: string, reply: z.ZodType<Reply>, { stays = false } = {}) =>
  useQuery({
    queryKey: [...allMail, path],
    queryFn: ({ signal }) => callApi({ path: `/mail/${path}`, reply, signal }),
    refetchInterval: stays ? false : askEveryMs,
  });

import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { callApi } from '../../shared/calls/call-api.ts';
import { queryKeys } from '../../shared/query-keys.ts';

/** All that the pages of administration know, and whoever is chosen elsewhere: asked for anew after an act. */
export const afterAdminAct = [['admin'], queryKeys.directory] as const;

/** What a page of administration shows. */
export const useAdmin = <Reply>(path: string, reply: z.ZodType<Reply>) =>
  useQuery({ queryKey: ['admin', path], queryFn: ({ signal }) => callApi({ path, reply, signal }) });

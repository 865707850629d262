import { bulkJobList, bulkJobView, bulkReport, type BulkJobView } from '#domain/contracts/bulk-job';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { callApi } from '../shared/calls/call-api.ts';
import { queryKeys } from '../shared/query-keys.ts';

/** While a job moves it is asked for now and then; events say sooner. */
const askEveryMs = 5_000;
const moves = ({ state }: Pick<BulkJobView, 'state'>) => state === 'waiting' || state === 'running';

/** One's own jobs, the newest first. */
export const useJobs = () =>
  useQuery({
    queryKey: [...queryKeys.bulkJobs, 'list'],
    queryFn: ({ signal }) => callApi({ path: '/bulk-jobs', reply: bulkJobList, signal }),
    refetchInterval: ({ state: { data } }) => (data?.jobs.some(moves) ? askEveryMs : false),
  });

/** One of them. */
export const useJob = (id: string) =>
  useQuery({
    queryKey: [...queryKeys.bulkJobs, id],
    queryFn: ({ signal }) => callApi({ path: `/bulk-jobs/${id}`, reply: bulkJobView, signal }),
    refetchInterval: ({ state: { data } }) => (data && moves(data) ? askEveryMs : false),
  });

/** The tickets of a job that were not changed, page after page. */
export const useRefused = (id: string, state: 'refused' | 'failed') =>
  useInfiniteQuery({
    queryKey: [...queryKeys.bulkJobs, id, state],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ state, ...(pageParam !== '' && { after: pageParam }) });
      return callApi({ path: `/bulk-jobs/${id}/report?${query.toString()}`, reply: bulkReport, signal });
    },
    getNextPageParam: ({ next }) => next,
  });

import { directory } from '#domain/contracts/directory';
import { useQuery } from '@tanstack/react-query';
import { callApi } from '../calls/call-api.ts';
import { queryKeys } from '../query-keys.ts';

/** Everybody on the agent side and all teams, for choosing; people come and go seldom. */
export const useDirectory = () =>
  useQuery({
    queryKey: queryKeys.directory,
    staleTime: 60_000,
    queryFn: ({ signal }) => callApi({ path: '/directory', reply: directory, signal }),
  });

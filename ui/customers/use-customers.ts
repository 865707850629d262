import { customerList } from '#domain/contracts/directory';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { callApi } from '../shared/calls/call-api.ts';

/** What the cache calls lists of customers. */
export const customersKey = ['customers'] as const;

/** Customers by name, page after page. @param path below `/api`, without a query */
export function useCustomers(path: string, filter: Readonly<Record<string, string>> = {}) {
  return useInfiniteQuery({
    queryKey: [...customersKey, path, filter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ ...filter, limit: '50', ...(pageParam !== '' && { after: pageParam }) });
      return callApi({ path: `${path}?${query.toString()}`, reply: customerList, signal });
    },
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

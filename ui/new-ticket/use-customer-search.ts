import { customerList } from '#domain/contracts/directory';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { callApi } from '../shared/calls/call-api.ts';

const pauseMs = 200;
/** Fewer letters name half of all customers; the API asks for as many. */
const fewest = 2;
const mostFound = 8;

/** Customers whose address or one of whose names begins with what is typed, once its writer pauses. */
export function useCustomerSearch(typed: string) {
  const [text, setText] = useState(typed.trim());
  useEffect(() => {
    const timer = setTimeout(() => setText(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const isEnough = text.length >= fewest;
  const { data, isError, isFetching } = useQuery({
    queryKey: ['customers', text],
    enabled: isEnough,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ search: text.slice(0, 100), limit: String(mostFound) });
      return callApi({ path: `/customers?${query.toString()}`, reply: customerList, signal });
    },
  });
  return {
    found: isEnough ? (data?.customers ?? []) : [],
    isEnough,
    isFailed: isError,
    isSearching: isFetching || text !== typed.trim(),
  };
}

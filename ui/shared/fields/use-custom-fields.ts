import { customFieldList, type CustomFieldView } from '#domain/contracts/custom-field';
import { useQuery } from '@tanstack/react-query';
import { callApi } from '../calls/call-api.ts';

/** What the cache calls the custom fields. */
export const customFieldsKey = ['custom-fields'] as const;

/** The custom fields of tickets, customers or organisations that are in use, in their order; none while they are on their way. */
export const useCustomFields = (subject: CustomFieldView['subject']): readonly CustomFieldView[] =>
  useAllCustomFields().filter((field) => field.subject === subject && field.isActive);

/** All of them, also those that are in use no more. */
export function useAllCustomFields(): readonly CustomFieldView[] {
  const { data } = useQuery({
    queryKey: customFieldsKey,
    queryFn: ({ signal }) => callApi({ path: '/custom-fields', reply: customFieldList, signal }),
    staleTime: 60_000,
  });
  return data?.fields ?? [];
}

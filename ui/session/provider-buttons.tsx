import { useMutation, useQuery } from '@tanstack/react-query';
import { begunSso, signInProviders } from '#domain/contracts/sso';
import { useLocation } from 'react-router';
import { Button } from '../shared/button/button.tsx';
import { asCallFailed } from '../shared/calls/call-failed.ts';
import { callApi } from '../shared/calls/call-api.ts';
import { useWords } from '../shared/i18n/use-words.ts';
import { Refusal } from './refusal.tsx';
import { keepReturnPath } from './kept-return-path.ts';
import { returnPath } from './return-path.ts';

/** Signing in with an account that one has elsewhere, where somebody has set that up. */
export function ProviderButtons() {
  const { t } = useWords();
  const { search } = useLocation();
  const { data } = useQuery({
    queryKey: ['sign-in-providers'],
    queryFn: ({ signal }) => callApi({ path: '/session/sso', reply: signInProviders, signal }),
    staleTime: Infinity,
  });
  const { mutate, isPending, error, variables } = useMutation({
    mutationFn: (providerId: string) =>
      callApi({ method: 'POST', path: '/session/sso', body: { providerId }, reply: begunSso }),
    onSuccess: ({ url }) => {
      keepReturnPath(returnPath(search));
      location.assign(url);
    },
  });
  return (
    <>
      {error && <Refusal failure={asCallFailed(error)} waitUntil={null} />}
      {data?.providers.map(({ id, name }) => (
        <Button key={id} isBusy={isPending && variables === id} onClick={() => mutate(id)}>
          {isPending && variables === id ? t('signIn.sso.going', { name }) : t('signIn.sso.by', { name })}
        </Button>
      ))}
    </>
  );
}

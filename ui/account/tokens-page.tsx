import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { apiTokenList } from '#domain/contracts/api-token';
import { useViewer } from '../session/session.ts';
import { callApi } from '../shared/calls/call-api.ts';
import { useFormAct } from '../shared/calls/use-form-act.ts';
import { ActFailure } from '../shared/feedback/act-failure.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { Asked } from '../shared/settings/asked.tsx';
import { Card } from '../shared/settings/card.tsx';
import { SettingsHead } from '../shared/settings/settings-head.tsx';
import { NewToken } from '../shared/tokens/new-token.tsx';
import { TokenSecret } from '../shared/tokens/token-secret.tsx';
import { TokenTable } from '../shared/tokens/token-table.tsx';

const tokens = ['account', 'tokens'] as const;

/** What lets programs in, in one's own name: `/account/tokens`. */
export function TokensPage() {
  const { t } = useWords();
  const { permissions } = useViewer();
  const [secret, setSecret] = useState<string | null>(null);
  const asked = useQuery({
    queryKey: tokens,
    queryFn: ({ signal }) => callApi({ path: '/session/tokens', reply: apiTokenList, signal }),
  });
  const end = useFormAct({
    act: (id: string) => callApi({ method: 'DELETE', path: `/session/tokens/${id}`, reply: null }),
    ...{ said: t('account.tokens.ended'), refresh: [tokens] },
  });
  return (
    <>
      <SettingsHead title={t('account.page.tokens')}>{t('account.tokens.intro')}</SettingsHead>
      {secret !== null && <TokenSecret secret={secret} onKept={() => setSecret(null)} />}
      <ActFailure failure={end.failure} />
      <Asked asked={asked}>{({ tokens: mine }) => <TokenTable tokens={mine} onEnd={end.run} />}</Asked>
      <Card title={t('account.tokens.make')}>
        <NewToken owned={permissions} path="/session/tokens" refresh={[tokens]} onMade={setSecret} />
      </Card>
    </>
  );
}

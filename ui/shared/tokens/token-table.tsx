import type { ApiTokenView } from '#domain/contracts/api-token';
import { Button } from '../button/button.tsx';
import { EmptyState } from '../feedback/empty-state.tsx';
import { useWords, type Words } from '../i18n/use-words.ts';
import { permissionKey } from '../permissions/permission-key.ts';
import { DataTable, type Column } from '../settings/data-table.tsx';
import { Instant } from '../time/instant.tsx';

interface TokenTableProps {
  readonly tokens: readonly ApiTokenView[];
  readonly onEnd: (tokenId: string) => void;
}

/** Tokens below each other, with the way to end those that may be. */
export function TokenTable({ tokens, onEnd }: TokenTableProps) {
  const words = useWords();
  const { t } = words;
  if (tokens.length === 0) {
    return (
      <EmptyState icon="lock" title={t('account.tokens.none')}>
        {t('account.tokens.noneHint')}
      </EmptyState>
    );
  }
  return (
    <DataTable
      label={t('account.page.tokens')}
      rows={tokens}
      keyOf={({ id }) => id}
      columns={columnsOf(words, onEnd)}
    />
  );
}

function columnsOf({ t }: Words, onEnd: (id: string) => void): Column<ApiTokenView>[] {
  return [
    {
      head: t('account.tokens.name'),
      cell: ({ name, hint }) => (
        <>
          {name} <span className="faint">…{hint}</span>
        </>
      ),
    },
    {
      head: t('account.tokens.may'),
      cell: ({ mayWrite, permissions }) => (
        <>
          {mayWrite ? t('account.tokens.writes') : t('account.tokens.reads')}
          {permissions && (
            <span className="below sm soft">
              {permissions.length === 0
                ? t('account.tokens.noneNamed')
                : permissions.map((one) => t(`roles.permission.${permissionKey(one)}`)).join(', ')}
            </span>
          )}
        </>
      ),
    },
    {
      head: t('account.tokens.used'),
      isMinor: true,
      cell: ({ lastUsedAt }) =>
        lastUsedAt === null ? (
          <span className="faint">{t('account.tokens.never')}</span>
        ) : (
          <Instant at={Date.parse(lastUsedAt)} />
        ),
    },
    { head: t('account.tokens.until'), cell: ({ expiresAt }) => <Instant at={Date.parse(expiresAt)} /> },
    {
      head: t('account.devices.act'),
      cell: ({ id, name, may }) =>
        may.includes('end') && (
          <Button size="tiny" aria-label={t('account.tokens.endOf', { name })} onClick={() => onEnd(id)}>
            {t('account.tokens.end')}
          </Button>
        ),
    },
  ];
}

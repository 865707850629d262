import { Link } from 'react-router';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Condition } from '#domain/conditions/condition';
import { organisationList, type OrganisationView } from '#domain/contracts/customer';
import { Button, ButtonLink } from '../../shared/button/button.tsx';
import { callApi } from '../../shared/calls/call-api.ts';
import { readWhere } from '../../shared/conditions/read-where.ts';
import { WhereFilter } from '../../shared/conditions/where-filter.tsx';
import { EmptyState } from '../../shared/feedback/empty-state.tsx';
import { TextField } from '../../shared/form/text-field.tsx';
import { useWords, type Words } from '../../shared/i18n/use-words.ts';
import { Icon } from '../../shared/icon/icon.tsx';
import { Asked } from '../../shared/settings/asked.tsx';
import { DataTable, type Column } from '../../shared/settings/data-table.tsx';
import { SettingsHead } from '../../shared/settings/settings-head.tsx';
import { useAddressFilter } from '../../shared/settings/use-address-filter.ts';
import { adminPath } from '../admin-pages.ts';

/** Whom customers belong to: `/admin/organisations`, with what the list is narrowed down to in the address. */
export function OrganisationsPage() {
  const words = useWords();
  const { t } = words;
  const { read, set } = useAddressFilter<'search' | 'where'>();
  const search = read('search');
  const where = readWhere(read('where'), 'organisation');
  const asked = useOrganisations(search.trim(), where);
  const isFiltered = search.trim() !== '' || where !== null;
  return (
    <>
      <SettingsHead
        title={t('admin.page.organisations')}
        actions={
          <ButtonLink kind="primary" icon="plus" to={adminPath('organisations', 'new')}>
            {t('organisations.make')}
          </ButtonLink>
        }
      >
        {t('organisations.intro')}
      </SettingsHead>
      <div className="form-column">
        <TextField
          label={t('organisations.find')}
          leftSection={<Icon name="search" />}
          type="search"
          value={search}
          onChange={({ currentTarget }) => set('search', currentTarget.value)}
        />
      </div>
      <WhereFilter
        of="organisation"
        where={where}
        onChange={(next) => set('where', next === null ? '' : JSON.stringify(next))}
      />
      <Asked asked={asked}>
        {({ pages }) =>
          pages[0]?.organisations.length === 0 ? (
            <EmptyState icon="list" title={isFiltered ? t('organisations.nothingFound') : t('organisations.none')}>
              {t('organisations.noneHint')}
            </EmptyState>
          ) : (
            <>
              <DataTable
                label={t('admin.page.organisations')}
                rows={pages.flatMap(({ organisations }) => organisations)}
                keyOf={({ id }) => id}
                columns={columnsOf(words)}
              />
              {asked.hasNextPage && (
                <div className="line">
                  <Button isBusy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
                    {t('organisations.more')}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Asked>
    </>
  );
}

/** By name, page after page. */
const useOrganisations = (search: string, where: Condition | null) =>
  useInfiniteQuery({
    queryKey: ['admin', 'organisations', search, where],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({
        search,
        ...(where !== null && { where: JSON.stringify(where) }),
        ...(pageParam !== '' && { after: pageParam }),
      });
      return callApi({ path: `/organisations?${query.toString()}`, reply: organisationList, signal });
    },
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

function columnsOf({ t }: Words): Column<OrganisationView>[] {
  return [
    {
      head: t('organisations.name'),
      cell: ({ id, name }) => <Link to={adminPath('organisations', id)}>{name}</Link>,
    },
    { head: t('organisations.customers'), cell: ({ customers }) => <span className="num">{customers}</span> },
    {
      head: t('organisations.domains'),
      isMinor: true,
      cell: ({ domains }) => <span className="soft">{domains.join(', ')}</span>,
    },
    {
      head: t('organisations.shares'),
      isMinor: true,
      cell: ({ sharesTickets }) =>
        sharesTickets ? t('settings.yes') : <span className="faint">{t('settings.no')}</span>,
    },
  ];
}

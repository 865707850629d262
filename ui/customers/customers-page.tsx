import { readWhere } from '../shared/conditions/read-where.ts';
import { WhereFilter } from '../shared/conditions/where-filter.tsx';
import { EmptyState } from '../shared/feedback/empty-state.tsx';
import { LookupInput } from '../shared/fields/lookup-input.tsx';
import { SelectField } from '../shared/form/select-field.tsx';
import { TextField } from '../shared/form/text-field.tsx';
import { useWords } from '../shared/i18n/use-words.ts';
import { Icon } from '../shared/icon/icon.tsx';
import { SettingsHead } from '../shared/settings/settings-head.tsx';
import { useAddressFilter } from '../shared/settings/use-address-filter.ts';
import { CustomerTable } from './customer-table.tsx';
import './customers.css';
import { useCustomers } from './use-customers.ts';

const filters = ['search', 'mark', 'organisation'] as const;
const marks = ['any', 'blocked', 'bounced'] as const;

/** Whoever asks for help: `/customers`, with what the list is narrowed down to in the address. */
export function CustomersPage() {
  const { t } = useWords();
  const { read, set } = useAddressFilter<(typeof filters)[number] | 'where'>();
  const where = readWhere(read('where'), 'customer');
  const filter = Object.fromEntries([
    ...filters.flatMap((name) => {
      const value = read(name).trim();
      return value === '' ? [] : [[name, value] as const];
    }),
    ...(where === null ? [] : [['where', JSON.stringify(where)] as const]),
  ]);
  const asked = useCustomers('/customers', filter);
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <main id="content" className="customer scroll" tabIndex={-1}>
      <div className="settings-column">
        <SettingsHead title={t('customers.title')}>{t('customers.intro')}</SettingsHead>
        <div className="customer-filters">
          <TextField
            label={t('customers.find')}
            leftSection={<Icon name="search" />}
            type="search"
            value={read('search')}
            onChange={({ currentTarget }) => set('search', currentTarget.value)}
          />
          <SelectField
            label={t('customers.marked')}
            data={marks.map((mark) => ({ value: mark, label: t(`customers.mark.${mark}`) }))}
            value={read('mark') || 'any'}
            onChange={(mark) => set('mark', mark === 'any' ? '' : mark)}
          />
          <LookupInput
            field={{ name: t('customers.organisation'), options: { lookup: 'organisation' } }}
            value={read('organisation') || null}
            isFixed={false}
            onSay={(id) => set('organisation', id ?? '')}
          />
        </div>
        <WhereFilter
          of="customer"
          where={where}
          onChange={(next) => set('where', next === null ? '' : JSON.stringify(next))}
        />
        <CustomerTable
          label={t('customers.title')}
          asked={asked}
          hasOrganisation
          empty={
            <EmptyState icon="user" title={isFiltered ? t('customers.nobodyFits') : t('customers.nobody')}>
              {isFiltered ? t('customers.nobodyFitsHint') : t('customers.nobodyHint')}
            </EmptyState>
          }
        />
      </div>
    </main>
  );
}

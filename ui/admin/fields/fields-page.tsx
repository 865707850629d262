import { Link } from 'react-router';
import { customFieldList, type CustomFieldView } from '#domain/contracts/custom-field';
import { FIELD_SUBJECTS } from '#domain/fields/definition';
import { ButtonLink } from '../../shared/button/button.tsx';
import { IconButton } from '../../shared/button/icon-button.tsx';
import { callApi } from '../../shared/calls/call-api.ts';
import { useFormAct } from '../../shared/calls/use-form-act.ts';
import { ActFailure } from '../../shared/feedback/act-failure.tsx';
import { EmptyState } from '../../shared/feedback/empty-state.tsx';
import { customFieldsKey } from '../../shared/fields/use-custom-fields.ts';
import { useWords, type Words } from '../../shared/i18n/use-words.ts';
import { Asked } from '../../shared/settings/asked.tsx';
import { Card } from '../../shared/settings/card.tsx';
import { DataTable, type Column } from '../../shared/settings/data-table.tsx';
import { SettingsHead } from '../../shared/settings/settings-head.tsx';
import { StateWords } from '../../shared/state/state-words.tsx';
import { adminPath } from '../admin-pages.ts';
import { afterAdminAct, useAdmin } from '../data/use-admin.ts';

/** What is wanted to be known of tickets, customers and organisations: `/admin/fields`. */
export function FieldsPage() {
  const { t } = useWords();
  const asked = useAdmin('/custom-fields', customFieldList);
  return (
    <>
      <SettingsHead
        title={t('admin.page.fields')}
        actions={
          <ButtonLink kind="primary" icon="plus" to={adminPath('fields', 'new')}>
            {t('admin.fields.make')}
          </ButtonLink>
        }
      >
        {t('admin.fields.intro')}
      </SettingsHead>
      <Asked asked={asked}>
        {({ fields }) =>
          fields.length === 0 ? (
            <EmptyState icon="list" title={t('admin.fields.none')}>
              {t('admin.fields.noneHint')}
            </EmptyState>
          ) : (
            FIELD_SUBJECTS.map((subject) => (
              <FieldsOf key={subject} subject={subject} fields={fields.filter((field) => field.subject === subject)} />
            ))
          )
        }
      </Asked>
    </>
  );
}

interface FieldsOfProps {
  readonly subject: CustomFieldView['subject'];
  readonly fields: readonly CustomFieldView[];
}

function FieldsOf({ subject, fields }: FieldsOfProps) {
  const words = useWords();
  const { t } = words;
  const { run, failure } = useFormAct({
    act: (ids: readonly string[]) =>
      callApi({ method: 'PUT', path: '/custom-fields/order', body: { subject, ids }, reply: customFieldList }),
    ...{ said: t('admin.fields.moved'), icon: 'sort', refresh: [...afterAdminAct, customFieldsKey] },
  });
  if (fields.length === 0) return null;
  const move = (at: number, by: -1 | 1) => {
    const ids = fields.map(({ id }) => id);
    const [moved] = ids.splice(at, 1);
    if (moved !== undefined) ids.splice(at + by, 0, moved);
    run(ids);
  };
  return (
    <Card title={t(`admin.fields.of.${subject}`)}>
      <ActFailure failure={failure} />
      <DataTable
        label={t(`admin.fields.of.${subject}`)}
        rows={fields}
        keyOf={({ id }) => id}
        columns={columnsOf(words, fields, move)}
      />
    </Card>
  );
}

function columnsOf(
  { t }: Words,
  fields: readonly CustomFieldView[],
  move: (at: number, by: -1 | 1) => void,
): Column<CustomFieldView>[] {
  return [
    { head: t('admin.fields.name'), cell: ({ id, name }) => <Link to={adminPath('fields', id)}>{name}</Link> },
    { head: t('admin.fields.kind'), cell: ({ kind }) => t(`admin.fields.kinds.${kind}`) },
    {
      head: t('people.state'),
      isMinor: true,
      cell: ({ isActive }) =>
        isActive ? (
          <StateWords icon="check" tone="ok" words={t('admin.fields.used')} />
        ) : (
          <StateWords icon="none" tone="plain" words={t('admin.fields.unused')} />
        ),
    },
    {
      head: t('admin.fields.order'),
      cell: (field) => {
        const at = fields.indexOf(field);
        return (
          <span className="line">
            <IconButton
              icon="up"
              label={t('admin.fields.up', { name: field.name })}
              isOff={at === 0 || !field.may.includes('change')}
              onClick={() => move(at, -1)}
            />
            <IconButton
              icon="down"
              label={t('admin.fields.down', { name: field.name })}
              isOff={at === fields.length - 1 || !field.may.includes('change')}
              onClick={() => move(at, 1)}
            />
          </span>
        );
      },
    },
  ];
}

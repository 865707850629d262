import { Switch } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useNavigate, useParams } from 'react-router';
import { customFieldList, customFieldView, type CustomFieldView } from '#domain/contracts/custom-field';
import { CUSTOM_KINDS, FIELD_SUBJECTS, LOOKUPS } from '#domain/fields/definition';
import { callApi } from '../../shared/calls/call-api.ts';
import { useFormAct } from '../../shared/calls/use-form-act.ts';
import { customFieldsKey } from '../../shared/fields/use-custom-fields.ts';
import { SelectField } from '../../shared/form/select-field.tsx';
import { TextField } from '../../shared/form/text-field.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import { Asked } from '../../shared/settings/asked.tsx';
import { Card } from '../../shared/settings/card.tsx';
import { editsOf } from '../../shared/settings/edits-of.ts';
import { FormFoot } from '../../shared/settings/form-foot.tsx';
import { Missing } from '../../shared/settings/missing.tsx';
import { SettingsHead } from '../../shared/settings/settings-head.tsx';
import { adminPath } from '../admin-pages.ts';
import { afterAdminAct, useAdmin } from '../data/use-admin.ts';
import { ChoicesEditor, type EditedChoice } from './choices-editor.tsx';

/** One custom field, or one to be made: `/admin/fields/:id`. */
export function FieldPage() {
  const { id = '' } = useParams();
  const asked = useAdmin('/custom-fields', customFieldList);
  return (
    <Asked asked={asked}>
      {({ fields }) => {
        if (id === 'new') return <Field field={null} />;
        const field = fields.find((one) => one.id === id);
        return field ? <Field key={id} field={field} /> : <Missing isAsked={asked.isFetching} />;
      }}
    </Asked>
  );
}

const textOf = (limit: number | undefined) => (limit === undefined ? '' : String(limit));
const numberIn = (text: string) => (text.trim() === '' ? undefined : Number(text.replace(',', '.')));

const valuesOf = ({ name, options, isActive }: CustomFieldView) => ({ name, options, isActive });

function Field({ field }: { readonly field: CustomFieldView | null }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const mayChange = field === null || field.may.includes('change');
  const [subject, setSubject] = useState<CustomFieldView['subject']>(field?.subject ?? 'ticket');
  const [kind, setKind] = useState<CustomFieldView['kind']>(field?.kind ?? 'text');
  const [name, setName] = useState(field?.name ?? '');
  const [choices, setChoices] = useState<readonly EditedChoice[]>(field?.options.choices ?? []);
  const [min, setMin] = useState(textOf(field?.options.min));
  const [max, setMax] = useState(textOf(field?.options.max));
  const [lookup, setLookup] = useState(field?.options.lookup ?? 'customer');
  const [isActive, setActive] = useState(field?.isActive ?? true);
  const [isWrong, setWrong] = useState(false);
  const isChoice = kind === 'choice' || kind === 'multi_choice';
  const kept = field?.options.choices?.length ?? 0;
  const losesOne = choices.some(({ label }, at) => at < kept && label.trim() === '');
  const [least, most] = [numberIn(min), numberIn(max)];
  const areBounds = !Number.isNaN(least) && !Number.isNaN(most) && (least ?? -Infinity) <= (most ?? Infinity);
  const boundFault = kind !== 'number' || areBounds ? undefined : t('admin.fields.boundsWrong');
  const options = {
    ...(isChoice && {
      choices: choices
        .filter(({ label }) => label.trim() !== '')
        .map(({ code, label, isActive: offered }) => ({ code, label, isActive: offered })),
    }),
    ...(kind === 'number' && { min: least, max: most }),
    ...(kind === 'lookup' && { lookup }),
  };
  const [shown, setShown] = useState(field && valuesOf(field));
  const { run, isRunning, failure, faultAt } = useFormAct({
    act: () =>
      field && shown
        ? callApi({
            method: 'PATCH',
            path: `/custom-fields/${field.id}`,
            body: editsOf(shown, { name, options, isActive }),
            reply: customFieldView,
          })
        : callApi({
            method: 'POST',
            path: '/custom-fields',
            body: { subject, name, kind, options },
            reply: customFieldView,
          }),
    ...{ said: t('settings.saved'), refresh: [...afterAdminAct, customFieldsKey] },
    done(saved) {
      const { id, options: made } = saved;
      setShown(valuesOf(saved));
      setName(saved.name);
      setActive(saved.isActive);
      setMin(textOf(made.min));
      setMax(textOf(made.max));
      // Those that are in use now come first, and none is empty.
      setChoices(made.choices ?? []);
      void navigate(adminPath('fields', id));
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const lacks = name.trim() === '' || (isChoice && (options.choices?.length === 0 || losesOne));
    setWrong(lacks || boundFault !== undefined);
    if (!lacks && boundFault === undefined) run(undefined);
  };
  return (
    <>
      <SettingsHead
        title={field?.name ?? t('admin.fields.make')}
        back={{ to: adminPath('fields'), name: t('admin.page.fields') }}
      />
      <Card title={t('admin.fields.about')}>
        <form noValidate onSubmit={submit}>
          <fieldset className="form-column" disabled={!mayChange}>
            {!field && (
              <div className="form-two">
                <SelectField
                  label={t('admin.fields.subject')}
                  disabled={!mayChange}
                  data={FIELD_SUBJECTS.map((one) => ({ value: one, label: t(`admin.fields.of.${one}`) }))}
                  value={subject}
                  onChange={(chosen) => setSubject(FIELD_SUBJECTS.find((one) => one === chosen) ?? 'ticket')}
                />
                <SelectField
                  label={t('admin.fields.kind')}
                  disabled={!mayChange}
                  data={CUSTOM_KINDS.map((one) => ({ value: one, label: t(`admin.fields.kinds.${one}`) }))}
                  value={kind}
                  onChange={(chosen) => setKind(CUSTOM_KINDS.find((one) => one === chosen) ?? 'text')}
                />
              </div>
            )}
            <TextField
              label={t('admin.fields.name')}
              value={name}
              problem={isWrong && boundFault === undefined ? t('admin.fields.missing') : faultAt('/name')}
              autoComplete="off"
              onChange={({ currentTarget: { value } }) => setName(value)}
            />
            {isChoice && (
              <ChoicesEditor
                choices={choices}
                kept={kept}
                problem={faultAt('/options/choices')}
                onChange={setChoices}
              />
            )}
            {kind === 'number' && (
              <div className="form-two">
                <TextField
                  label={t('admin.fields.min')}
                  inputMode="decimal"
                  value={min}
                  problem={isWrong ? boundFault : faultAt('/options/min')}
                  onChange={({ currentTarget: { value } }) => setMin(value)}
                />
                <TextField
                  label={t('admin.fields.max')}
                  inputMode="decimal"
                  value={max}
                  problem={faultAt('/options/max')}
                  onChange={({ currentTarget: { value } }) => setMax(value)}
                />
              </div>
            )}
            {kind === 'lookup' && (
              <SelectField
                label={t('admin.fields.lookup')}
                disabled={field !== null}
                data={LOOKUPS.map((one) => ({ value: one, label: t(`admin.fields.lookups.${one}`) }))}
                value={lookup}
                onChange={(chosen) => setLookup(LOOKUPS.find((one) => one === chosen) ?? 'customer')}
              />
            )}
            {field && (
              <Switch
                label={t('admin.fields.isActive')}
                description={t('admin.fields.isActiveHint')}
                checked={isActive}
                onChange={({ currentTarget: { checked } }) => setActive(checked)}
              />
            )}
            {mayChange && <FormFoot save={t('settings.save')} isSaving={isRunning} failure={failure} />}
          </fieldset>
        </form>
      </Card>
    </>
  );
}

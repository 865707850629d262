import { Checkbox, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { noticeChoices, type NoticeChoices } from '#domain/contracts/notice';
import {
  NOTICE_EVENTS,
  NOTICE_MAILS,
  type NoticeChoice,
  type NoticeEvent,
  type NoticeMail,
} from '#domain/notices/words';
import { callApi } from '../shared/calls/call-api.ts';
import { useFormAct } from '../shared/calls/use-form-act.ts';
import { SelectField } from '../shared/form/select-field.tsx';
import { TextField } from '../shared/form/text-field.tsx';
import { useWords, type Words } from '../shared/i18n/use-words.ts';
import { Asked } from '../shared/settings/asked.tsx';
import { Card } from '../shared/settings/card.tsx';
import { DataTable, type Column } from '../shared/settings/data-table.tsx';
import { FormFoot } from '../shared/settings/form-foot.tsx';
import { SettingsHead } from '../shared/settings/settings-head.tsx';

const choices = ['account', 'notice-choices'] as const;

/** What one is told of, and how: `/account/notices`. */
export function NoticeChoicesPage() {
  const { t } = useWords();
  const asked = useQuery({
    queryKey: choices,
    queryFn: ({ signal }) => callApi({ path: '/notice-choices', reply: noticeChoices, signal }),
  });
  return (
    <>
      <SettingsHead title={t('account.page.notices')}>{t('account.notices.intro')}</SettingsHead>
      <Asked asked={asked}>{(known) => <Choices known={known} />}</Asked>
    </>
  );
}

function Choices({ known }: { readonly known: NoticeChoices }) {
  const words = useWords();
  const { t } = words;
  const [events, setEvents] = useState(known.events);
  const [quiet, setQuiet] = useState(known.quietHours);
  const { run, isRunning, failure } = useFormAct({
    act: (body: NoticeChoices) => callApi({ method: 'PUT', path: '/notice-choices', body, reply: noticeChoices }),
    ...{ said: t('settings.saved'), refresh: [choices] },
  });
  const set = (event: NoticeEvent, change: Partial<NoticeChoice>) =>
    setEvents({ ...events, [event]: { ...events[event], ...change } });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run({ events, quietHours: quiet });
  };
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <form className="settings-column" noValidate onSubmit={submit}>
      <DataTable
        label={t('account.page.notices')}
        rows={NOTICE_EVENTS}
        keyOf={(event) => event}
        columns={columnsOf(words, events, set)}
      />
      <Card title={t('account.notices.quiet')} hint={t('account.notices.quietHint')}>
        <Switch
          label={t('account.notices.isQuiet')}
          checked={quiet !== null}
          onChange={({ currentTarget: { checked } }) =>
            setQuiet(checked ? { from: '20:00', to: '07:00', timeZone: zone } : null)
          }
        />
        {quiet && (
          <div className="form-two form-column">
            <TextField
              label={t('account.notices.from')}
              type="time"
              value={quiet.from}
              onChange={({ currentTarget: { value } }) => setQuiet({ ...quiet, from: value })}
            />
            <TextField
              label={t('account.notices.to')}
              description={quiet.timeZone}
              type="time"
              value={quiet.to}
              onChange={({ currentTarget: { value } }) => setQuiet({ ...quiet, to: value })}
            />
          </div>
        )}
      </Card>
      <FormFoot save={t('settings.save')} isSaving={isRunning} failure={failure} />
    </form>
  );
}

function columnsOf(
  { t }: Words,
  events: NoticeChoices['events'],
  set: (event: NoticeEvent, change: Partial<NoticeChoice>) => void,
): Column<NoticeEvent>[] {
  return [
    { head: t('account.notices.event'), cell: (event) => t(`notices.event.${event}`) },
    {
      head: t('account.notices.inApp'),
      cell: (event) => (
        <Checkbox
          aria-label={t('account.notices.inAppOf', { event: t(`notices.event.${event}`) })}
          checked={events[event].inApp}
          onChange={({ currentTarget: { checked } }) => set(event, { inApp: checked })}
        />
      ),
    },
    {
      head: t('account.notices.mail'),
      cell: (event) => (
        <SelectField
          label={t('account.notices.mailOf', { event: t(`notices.event.${event}`) })}
          labelProps={{ className: 'vh' }}
          data={NOTICE_MAILS.map((value) => ({ value, label: t(`account.notices.mails.${value}`) }))}
          value={events[event].mail}
          onChange={(mail) =>
            set(event, { mail: NOTICE_MAILS.find((one): one is NoticeMail => one === mail) ?? 'none' })
          }
        />
      ),
    },
  ];
}

import { useQuery } from '@tanstack/react-query';
import { deviceList, type Device } from '#domain/contracts/session';
import { Button, ButtonLink } from '../shared/button/button.tsx';
import { callApi } from '../shared/calls/call-api.ts';
import { useFormAct } from '../shared/calls/use-form-act.ts';
import { ActFailure } from '../shared/feedback/act-failure.tsx';
import { useWords, type Words } from '../shared/i18n/use-words.ts';
import { Asked } from '../shared/settings/asked.tsx';
import { DataTable, type Column } from '../shared/settings/data-table.tsx';
import { SettingsHead } from '../shared/settings/settings-head.tsx';
import { StateWords } from '../shared/state/state-words.tsx';
import { Instant } from '../shared/time/instant.tsx';
import { browserName } from './browser-name.ts';

const devices = ['account', 'devices'] as const;

/** Where one is signed in, and the way to end it elsewhere: `/account/devices`. */
export function DevicesPage() {
  const words = useWords();
  const { t } = words;
  const asked = useQuery({
    queryKey: devices,
    queryFn: ({ signal }) => callApi({ path: '/session/devices', reply: deviceList, signal }),
  });
  const end = useFormAct({
    act: (id: string) => callApi({ method: 'DELETE', path: `/session/devices/${id}`, reply: null }),
    ...{ said: t('account.devices.ended'), refresh: [devices] },
  });
  const endOthers = useFormAct({
    act: () => callApi({ method: 'DELETE', path: '/session/devices', reply: null }),
    ...{ said: t('account.devices.othersEnded'), refresh: [devices] },
  });
  return (
    <>
      <SettingsHead
        title={t('account.page.devices')}
        actions={
          <>
            <ButtonLink to="/change-password">{t('signIn.change.title')}</ButtonLink>
            <Button isBusy={endOthers.isRunning} onClick={() => endOthers.run(undefined)}>
              {t('account.devices.endOthers')}
            </Button>
          </>
        }
      >
        {t('account.devices.intro')}
      </SettingsHead>
      <ActFailure failure={end.failure ?? endOthers.failure} />
      <Asked asked={asked}>
        {({ devices: open }) => (
          <DataTable
            label={t('account.page.devices')}
            rows={open}
            keyOf={({ id }) => id}
            columns={columnsOf(words, end.run)}
          />
        )}
      </Asked>
    </>
  );
}

function columnsOf({ t }: Words, end: (id: string) => void): Column<Device>[] {
  return [
    {
      head: t('account.devices.browser'),
      cell: ({ userAgent }) => browserName(userAgent) ?? t('account.devices.unknown'),
    },
    {
      head: t('account.devices.from'),
      isMinor: true,
      cell: ({ address }) => <span className="soft num">{address}</span>,
    },
    {
      head: t('account.devices.since'),
      isMinor: true,
      cell: ({ signedInAt }) => <Instant at={Date.parse(signedInAt)} />,
    },
    { head: t('account.devices.seen'), cell: ({ lastSeenAt }) => <Instant at={Date.parse(lastSeenAt)} /> },
    {
      head: t('account.devices.act'),
      cell: ({ id, isThis, userAgent }) =>
        isThis ? (
          <StateWords icon="check" tone="ok" words={t('account.devices.this')} />
        ) : (
          <Button
            size="tiny"
            aria-label={t('account.devices.endOf', { browser: browserName(userAgent) ?? t('account.devices.unknown') })}
            onClick={() => end(id)}
          >
            {t('account.devices.end')}
          </Button>
        ),
    },
  ];
}

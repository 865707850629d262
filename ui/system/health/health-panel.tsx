import type { HealthReport } from '#domain/contracts/health';
import { Icon } from '../../shared/icon/icon.tsx';
import type { IconName } from '../../shared/icon/shapes.tsx';
import { useWords } from '../../shared/i18n/use-words.ts';
import type { Health } from './use-health.ts';

type ServiceName = keyof HealthReport['services'];

type ServiceState = 'connected' | 'disconnected' | 'unknown';

const states: Record<ServiceState, { icon: IconName; tone: string }> = {
  connected: { icon: 'check-circle', tone: 'ok' },
  disconnected: { icon: 'alert', tone: 'late' },
  unknown: { icon: 'ahead', tone: '' },
};
const serviceNames: readonly ServiceName[] = ['database', 'redis', 'temporal'];

/** The three services and whether they are connected, in words. */
export function HealthPanel({ health }: { readonly health: Health }) {
  const { t } = useWords();
  return (
    <section className="part" aria-labelledby="services">
      <h2 id="services">{t('system.services')}</h2>
      <ul className="services">
        {serviceNames.map((name) => (
          <Service key={name} name={name} state={typeof health === 'string' ? 'unknown' : health.services[name]} />
        ))}
      </ul>
    </section>
  );
}

function Service({ name, state }: { readonly name: ServiceName; readonly state: ServiceState }) {
  const { t } = useWords();
  const { icon, tone } = states[state];
  return (
    <li>
      <span>
        {t(`system.serviceNames.${name}`)}
        {state === 'disconnected' && <span className="below soft sm">{t(`system.serviceAway.${name}`)}</span>}
      </span>
      <span className={`state ${tone}`}>
        <Icon name={icon} />
        {t(`system.${state}`)}
      </span>
    </li>
  );
}

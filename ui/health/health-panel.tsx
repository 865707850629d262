import type { HealthReport } from '#domain/contracts/health';
import { catalogue } from '../shared/catalogue.ts';
import { Icon, type IconName } from '../shared/icon.tsx';
import type { Health } from './use-health.ts';

type ServiceName = keyof HealthReport['services'];

type ServiceState = 'connected' | 'disconnected' | 'unknown';

const states: Record<ServiceState, { icon: IconName; tone: string; words: string }> = {
  connected: { icon: 'check-circle', tone: 'ok', words: catalogue.connected },
  disconnected: { icon: 'alert', tone: 'late', words: catalogue.notConnected },
  unknown: { icon: 'ahead', tone: '', words: catalogue.unknown },
};
const serviceNames: readonly ServiceName[] = ['database', 'redis', 'temporal'];

/** The three services and whether they are connected, in words. */
export function HealthPanel({ health }: { readonly health: Health }) {
  return (
    <section className="part" aria-labelledby="services">
      <h2 id="services">{catalogue.services}</h2>
      <ul className="services">
        {serviceNames.map((name) => (
          <Service key={name} name={name} state={typeof health === 'string' ? 'unknown' : health.services[name]} />
        ))}
      </ul>
    </section>
  );
}

function Service({ name, state }: { readonly name: ServiceName; readonly state: ServiceState }) {
  const { icon, tone, words } = states[state];
  return (
    <li>
      <span>
        {catalogue.serviceNames[name]}
        {state === 'disconnected' && <span className="below soft sm">{catalogue.serviceAway[name]}</span>}
      </span>
      <span className={`state ${tone}`}>
        <Icon name={icon} />
        {words}
      </span>
    </li>
  );
}

import type { Words } from '../shared/i18n/use-words.ts';
import type { Health } from './health/use-health.ts';

/** How NixFlow is, in a line and a sentence. */
export function headline(health: Health, { t, locale }: Words): { title: string; intro: string } {
  if (health === 'asking') return { title: t('system.asking'), intro: t('system.askingIntro') };
  if (health === 'silent') return { title: t('system.silent'), intro: t('system.silentIntro') };
  const away = (['database', 'redis', 'temporal'] as const).filter((name) => health.services[name] === 'disconnected');
  if (away.length === 0) return { title: t('system.running'), intro: t('system.runningIntro') };
  const names = new Intl.ListFormat(locale.tag).format(away.map((name) => t(`system.serviceNames.${name}`)));
  return { title: t('system.degraded', { away: names }), intro: t('system.degradedIntro') };
}

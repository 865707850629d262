import type { Health } from '../health/use-health.ts';
import { catalogue } from '../shared/catalogue.ts';

/** How NixFlow is, in a line and a sentence. */
export function headline(health: Health): { title: string; intro: string } {
  if (health === 'asking') return { title: catalogue.asking, intro: catalogue.askingIntro };
  if (health === 'silent') return { title: catalogue.silent, intro: catalogue.silentIntro };
  const away = (['database', 'redis', 'temporal'] as const).filter((name) => health.services[name] === 'disconnected');
  if (away.length === 0) return { title: catalogue.running, intro: catalogue.runningIntro };
  const names = new Intl.ListFormat('en').format(away.map((name) => catalogue.serviceNames[name]));
  return { title: catalogue.degraded(names), intro: catalogue.degradedIntro };
}

import { useWords } from '../shared/i18n/use-words.ts';
import { usePageTitle } from '../shared/page-title.ts';
import { HealthPanel } from './health/health-panel.tsx';
import { useHealth } from './health/use-health.ts';
import { headline } from './headline.ts';
import { SelfCheckPanel } from './self-check/self-check-panel.tsx';
import './system-page.css';
import { TopBar } from './top-bar.tsx';

/** How NixFlow is, and the self-check. For anybody: who cannot sign in wants to know it most. */
export function SystemPage() {
  const words = useWords();
  const health = useHealth();
  const { title, intro } = headline(health, words);
  usePageTitle(words.t('system.title'));
  return (
    <>
      <TopBar />
      <main id="content" className="system-page" tabIndex={-1}>
        <div className="intro" aria-live="polite">
          <h1>{title}</h1>
          <p className="soft">{intro}</p>
        </div>
        <SelfCheckPanel />
        <HealthPanel health={health} />
      </main>
    </>
  );
}

import { HealthPanel } from '../health/health-panel.tsx';
import { useHealth } from '../health/use-health.ts';
import { SelfCheckPanel } from '../self-check/self-check-panel.tsx';
import { headline } from './headline.ts';
import { TopBar } from './top-bar.tsx';

/** The start page: how NixFlow is, and the self-check. */
export function App() {
  const health = useHealth();
  const { title, intro } = headline(health);
  return (
    <>
      <TopBar />
      <main className="page">
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

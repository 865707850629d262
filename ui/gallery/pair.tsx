import type { ReactNode } from 'react';
import { ThemeOfPlace, type Theme } from '../shared/theme/theme-in-force.ts';
import { FixedNow } from '../shared/time/at-now.ts';
import { EXAMPLE_NOW } from './example-tickets.ts';

const themes: readonly Theme[] = ['light', 'dark'];

/** The same examples light and dark, at a moment that stands still. */
export function Pair({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="of-gallery">{title}</h2>
      <div className="pair">
        {themes.map((theme) => (
          <div key={theme} className="theme" data-theme={theme} data-mantine-color-scheme={theme}>
            <ThemeOfPlace value={theme}>
              <FixedNow value={EXAMPLE_NOW}>{children}</FixedNow>
            </ThemeOfPlace>
          </div>
        ))}
      </div>
    </section>
  );
}

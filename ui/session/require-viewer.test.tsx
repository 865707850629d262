import type { Viewer } from '#domain/contracts/session';
import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter, Route, Routes } from 'react-router';
import { expect, test } from 'vitest';
import { RequireViewer } from './require-viewer.tsx';
import { noteViewer, useViewer } from './session.ts';

const anna: Viewer = {
  staffId: '0199d2a0-0000-7000-8000-000000000001',
  name: 'Anna Schubert',
  email: 'anna@nixflow.example',
  role: { code: 'agent', name: 'Agent' },
  permissions: [],
  teamIds: [],
  mustChangePassword: false,
  csrfToken: 'x'.repeat(43),
};

/** A part of a page that is drawn in the moment in which another reply says that the session has ended. */
function DrawnAsTheSessionEnds() {
  noteViewer(useQueryClient(), null);
  return <p>For {useViewer().name}</p>;
}

test('a part that is drawn while the session ends is drawn to its end: it is taken away, it does not break', () => {
  const client = new QueryClient();
  noteViewer(client, anna);
  const page = renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <MemoryRouter>
        <Routes>
          <Route element={<RequireViewer />}>
            <Route path="/" element={<DrawnAsTheSessionEnds />} />
          </Route>
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  expect(page).toContain('For Anna Schubert');
});

import { MantineProvider, type MantineColorSchemeManager } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router/dom';
import { followPage, noteFailure } from '../session/session.ts';
import { createQueryClient } from '../shared/calls/query-client.ts';
import { foldInto } from '../shared/realtime.ts';
import { pageTheme, usePageTheme } from '../shared/theme/theme-in-force.ts';
import { createRouter } from './router.tsx';
import { theme } from './theme.ts';

const client = createQueryClient((failure) => noteFailure(client, failure));
foldInto(client);
followPage(client);
const router = createRouter();

/** public/theme.js decides between light and dark; Mantine follows. */
const followTheme: MantineColorSchemeManager = {
  get: pageTheme,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};

/** The product: what the server told, how it looks, and its pages. */
export function App() {
  const colorScheme = usePageTheme();
  return (
    <QueryClientProvider client={client}>
      <MantineProvider
        theme={theme}
        colorSchemeManager={followTheme}
        forceColorScheme={colorScheme}
        // Styles that Mantine would write into the page are in mantine.css: the CSP lets nothing be written into it.
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <RouterProvider router={router} />
      </MantineProvider>
    </QueryClientProvider>
  );
}

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { foldInto } from './shared/realtime.ts';
import './shared/tokens.css';
import './shared/components.css';
import './app/app.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
const client = new QueryClient();
foldInto(client);
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);

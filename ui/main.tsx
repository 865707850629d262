import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import '@fontsource-variable/inter/index.css';
import './app/mantine.css';
import './shared/tokens.css';
import './shared/base.css';
import { App } from './app/app.tsx';

// Compiled checks are made by evaluating text, which the CSP forbids.
z.config({ jitless: true });

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

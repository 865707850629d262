import react from '@vitejs/plugin-react';
import { defineConfig, type ProxyOptions } from 'vite';

const api = process.env['API_URL'] ?? 'http://127.0.0.1:3000';
const port = Number(process.env['UI_PORT'] ?? 5173);

/** The browser sees one origin: the API and the sockets answer below the page's own address. */
const proxy: Record<string, ProxyOptions> = {
  '/api': { target: api },
  '/socket.io': { target: api, ws: true },
};

export default defineConfig({
  root: 'ui',
  plugins: [react()],
  server: { port, strictPort: true, proxy },
  preview: { port, strictPort: true, proxy },
  build: { outDir: '../dist/ui', emptyOutDir: true, sourcemap: true, assetsInlineLimit: 0 },
});

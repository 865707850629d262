import type { Duplex } from 'node:stream';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type ProxyOptions } from 'vite';

const api = process.env['API_URL'] ?? 'http://127.0.0.1:3000';
const port = Number(process.env['UI_PORT'] ?? 5173);

/** How a browser's socket ends when its tab is closed. Vite prints two stacks for each; those of the API's end stay. */
const ofClosedTabs = new WeakSet<object>();
const quietClosedTabs: Plugin = {
  name: 'quiet-closed-tabs',
  configResolved({ logger }) {
    const say = logger.error.bind(logger);
    logger.error = (message, options) => {
      if (!options?.error || !ofClosedTabs.has(options.error)) say(message, options);
    };
  },
};

/** Vite leaves upgrades that are not its own without a listener for errors: one reset connection would end the process. */
const surviveResets: Plugin = {
  name: 'survive-resets',
  configureServer: ({ httpServer }) => {
    httpServer?.on('upgrade', ignoreErrors);
  },
  configurePreviewServer: ({ httpServer }) => {
    httpServer.on('upgrade', ignoreErrors);
  },
};

function ignoreErrors(_request: unknown, socket: Duplex): void {
  socket.on('error', () => undefined);
}

/** The browser sees one origin: the API and the sockets answer below the page's own address. */
const proxy: Record<string, ProxyOptions> = {
  '/api': { target: api },
  '/socket.io': {
    target: api,
    ws: true,
    configure: (server) => {
      server.on('proxyReqWs', (_request, _asked, socket) => {
        // First, since the other listeners print it.
        socket.prependListener('error', (error: NodeJS.ErrnoException) => {
          if (error.code === 'ECONNRESET' || error.code === 'EPIPE') ofClosedTabs.add(error);
        });
      });
    },
  },
};

export default defineConfig({
  root: 'ui',
  plugins: [react(), quietClosedTabs, surviveResets],
  server: { port, strictPort: true, proxy },
  preview: { port, strictPort: true, proxy },
  build: { outDir: '../dist/ui', emptyOutDir: true, sourcemap: true, assetsInlineLimit: 0 },
});

import { defineConfig } from 'vitest/config';

/** Every project but `unit` talks to real servers, which one stack per run provides (testkit/global-setup.ts). */
const onRealServers = { globalSetup: ['./testkit/global-setup.ts'], testTimeout: 60_000, hookTimeout: 120_000 };
const outside = ['node_modules/**', 'dist/**', '.data/**'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // As long as a busy machine may take to get there; what must be quick says so itself.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // A guard against what hangs; how fast something is, benches tell. A busy machine takes long for a thousand lives.
          testTimeout: 60_000,
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...outside, '**/*.{integration,workflow,e2e}.test.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'integration', include: ['**/*.integration.test.ts'], exclude: outside, ...onRealServers },
      },
      {
        extends: true,
        test: { name: 'workflow', include: ['**/*.workflow.test.ts'], exclude: outside, ...onRealServers },
      },
      { extends: true, test: { name: 'e2e', include: ['**/*.e2e.test.ts'], exclude: outside, ...onRealServers } },
    ],
  },
});

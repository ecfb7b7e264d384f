import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'test/**/*.test.ts',
      'test/repository/**/*.test.mjs',
      'web/src/**/*.test.{ts,tsx}',
    ],
    setupFiles: ['test/laws.setup.ts'],
    // Files keep their state to themselves, so that one process can take many: a fresh one for each would double the time.
    pool: 'forks',
    isolate: false,
    maxWorkers: '100%',
    // What was compiled is run as it is shipped.
    server: { deps: { external: [/\/dist\//] } },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
  },
});

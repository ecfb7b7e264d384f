import { defineConfig } from 'vitest/config';
import { isCi } from './scripts/tests/counts.mjs';

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
    // Room for what is young: laws allocate much and keep nothing. A tenth less time than with the 16 MB that Node gives.
    execArgv: ['--max-semi-space-size=64'],
    // What was compiled is run as it is shipped.
    server: { deps: { external: [/\/dist\//] } },
    // What hangs is to fail, and nothing that is only slow: processes that share the machine with others take ten times as long.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // What is waited for is waited for: one second, as Vitest has it, is short where others use the machine too.
    expect: { poll: { interval: 20, timeout: 150_000 } },
    // A second attempt on CI, so that one race among thousands does not stop a landing; `npm test` names those that needed it.
    retry: isCi(process.env['CI']) ? 1 : 0,
    passWithNoTests: false,
  },
});

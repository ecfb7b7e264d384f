import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'test/repository/**/*.test.mjs'],
    testTimeout: 30_000,
    passWithNoTests: false,
  },
});

import { defineConfig } from 'vitest/config';

/** What every package's tests share: a report that the summary counts, and time for real processes. */
export const testConfig = defineConfig({
  test: {
    reporters: ['default', 'json'],
    outputFile: { json: 'reports/test.json' },
    testTimeout: 40_000,
    hookTimeout: 120_000,
    // Two cores are what a classroom machine has; the tests start processes of their own.
    maxWorkers: 2,
  },
});

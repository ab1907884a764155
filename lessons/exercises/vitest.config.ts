import { testConfig } from '@tomada/testing/vitest-config';
import { mergeConfig } from 'vitest/config';

export default mergeConfig(testConfig, {
  // A judgement is made of many short waits, and takes a minute at most on a busy machine; what came too late there is
  // tried once more. The soak is there to find flakes: it tries nothing twice.
  test: {
    maxConcurrency: 3,
    testTimeout: 180_000,
    retry: process.env.TOMADA_RUNS === undefined ? 1 : 0,
  },
});

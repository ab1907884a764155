import { testConfig } from '@tomada/testing/vitest-config';
import { mergeConfig } from 'vitest/config';

export default mergeConfig(testConfig, {
  // A judgement is made of many short waits, and takes a minute at most on a busy machine. A golden file is written only
  // when asked for (`vitest -u`): else a wrong program without one would pass.
  test: { maxConcurrency: 3, testTimeout: 180_000, update: 'none' },
});

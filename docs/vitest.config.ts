import { longestFirst, testConfig } from '@tomada/testing/vitest-config';
import { mergeConfig } from 'vitest/config';

const sequencer = longestFirst([
  'transcripts.test.ts',
  'every-page.test.ts',
  'copying.test.ts',
  'base.test.ts',
]);

// A browser searches the whole site for every sentence of an error: on a busy machine that takes its time.
export default mergeConfig(testConfig, { test: { testTimeout: 120_000, sequence: { sequencer } } });

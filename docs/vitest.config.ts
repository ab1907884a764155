import { testConfig } from '@tomada/testing/vitest-config';
import { mergeConfig } from 'vitest/config';

// A browser searches the whole site for every sentence of an error: on a busy machine that takes its time.
export default mergeConfig(testConfig, { test: { testTimeout: 120_000 } });

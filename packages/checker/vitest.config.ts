import { testConfig } from '@tomada/testing/vitest-config';
import { mergeConfig } from 'vitest/config';

/** The judge mostly waits: more of these tests at a time than the usual five. */
export default mergeConfig(testConfig, { test: { maxConcurrency: 8 } });

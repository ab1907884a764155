import { testConfig } from '@tomada/testing/vitest-config';
import { mergeConfig } from 'vitest/config';

// A rehearsal runs every server and every load once.
export default mergeConfig(testConfig, { test: { testTimeout: 120_000 } });

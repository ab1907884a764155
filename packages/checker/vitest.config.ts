import { testConfig } from '@tomada/testing/vitest-config';
import { mergeConfig } from 'vitest/config';

// These tests are about time: what is too late on a busy machine is tried once more.
export default mergeConfig(testConfig, { test: { retry: 1 } });

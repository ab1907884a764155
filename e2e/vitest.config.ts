import { testConfig } from '@tomada/testing/vitest-config';
import { mergeConfig } from 'vitest/config';

// The soak has a configuration of its own. Programs on a bad network mostly wait: more of them fit on two cores.
export default mergeConfig(testConfig, {
  test: { include: ['test/**/*.test.ts'], maxConcurrency: 6 },
});

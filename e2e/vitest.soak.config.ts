import { testConfig } from '@tomada/testing/vitest-config';
import { mergeConfig } from 'vitest/config';

export default mergeConfig(testConfig, {
  test: {
    include: ['soak/**/*.test.ts'],
    outputFile: { json: 'reports/soak.json' },
    testTimeout: 180_000,
  },
});

import { longestFirst, testConfig } from '@tomada/testing/vitest-config';
import { mergeConfig } from 'vitest/config';

// The class of `grade` does everything to bring the machine down: beside it run the steps, which may take their time. By
// its end the clocks of `resistance` and of the programs that `assign` has judged run in peace.
const sequencer = longestFirst([
  'steps.test.ts',
  'grade.test.ts',
  'resistance.test.ts',
  'gate.test.ts',
  'assign.test.ts',
  'errors.test.ts',
]);

// The soak has a configuration of its own. Programs on a bad network mostly wait: more of them fit on two cores.
export default mergeConfig(testConfig, {
  test: { include: ['test/**/*.test.ts'], maxConcurrency: 6, sequence: { sequencer } },
});

import { longestFirst, testConfig } from '@tomada/testing/vitest-config';
import { mergeConfig } from 'vitest/config';

// Programs on a bad network mostly wait: they are the best company for the class of `grade`, which does everything to
// bring the machine down, and by its end `assign` may have its programs judged in peace.
const sequencer = longestFirst([
  'resistance.test.ts',
  'grade.test.ts',
  'assign.test.ts',
  'steps.test.ts',
  'gate.test.ts',
  'errors.test.ts',
]);

// The soak has a configuration of its own. Programs on a bad network mostly wait: more of them fit on two cores.
export default mergeConfig(testConfig, {
  test: { include: ['test/**/*.test.ts'], maxConcurrency: 6, sequence: { sequencer } },
});

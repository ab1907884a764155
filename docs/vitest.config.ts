import { testConfig } from '@tomada/testing/vitest-config';
import { mergeConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that take minutes begin first: at the end nobody waits for one of them alone. */
const LONGEST = ['transcripts.test.ts', 'every-page.test.ts', 'copying.test.ts', 'base.test.ts'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}`));
      return place === -1 ? LONGEST.length : place;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}

// A browser searches the whole site for every sentence of an error: on a busy machine that takes its time.
export default mergeConfig(testConfig, {
  test: { testTimeout: 120_000, sequence: { sequencer: LongestFirst } },
});

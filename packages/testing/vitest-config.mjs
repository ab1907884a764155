import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** What every package's tests share: a report that the summary counts, and time for real processes. */
export const testConfig = defineConfig({
  test: {
    reporters: ['default', 'json'],
    outputFile: { json: 'reports/test.json' },
    testTimeout: 40_000,
    hookTimeout: 120_000,
    // Two cores are what a classroom machine has; the tests start processes of their own.
    maxWorkers: 2,
  },
});

/**
 * A sequencer under which these files begin first, in this order: those that take minutes, so that at the end nobody
 * waits for one of them alone.
 *
 * @param {readonly string[]} longest names of files
 */
export function longestFirst(longest) {
  return class LongestFirst extends BaseSequencer {
    /** @param {import('vitest/node').TestSpecification[]} files */
    async sort(files) {
      /** @param {import('vitest/node').TestSpecification} file */
      const rank = ({ moduleId }) => {
        const place = longest.findIndex((name) => moduleId.endsWith(`/${name}`));
        return place === -1 ? longest.length : place;
      };
      return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
    }
  };
}

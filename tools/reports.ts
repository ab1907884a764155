/** What Vitest's JSON reports say: how many tests passed, failed and were skipped, and which failed and why. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { root } from './turbo.ts';

/** One report, as far as it is read here. */
export interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    /** The test file, absolute. */
    readonly name: string;
    readonly status: string;
    /** Why the file as a whole failed; empty when only its tests did. */
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** For `.ci/run`, in `reports/`. */
export interface Summary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly string[];
}

/** Lines of a failure's message that are told again at the end; the whole of it stands where the test ran. */
const linesTold = 12;

/** Those of the reports that were written. */
export function readReports(files: readonly string[]): readonly Report[] {
  return files
    .filter((file) => existsSync(file))
    .map((file): Report => JSON.parse(readFileSync(file, 'utf8')));
}

/** How many tests passed, failed and were skipped in all of the reports. */
export function countTests(reports: readonly Report[]) {
  const total = (count: (report: Report) => number) =>
    reports.reduce((sum, each) => sum + count(each), 0);
  return {
    passed: total((each) => each.numPassedTests),
    failed: total((each) => each.numFailedTests),
    skipped: total((each) => each.numPendingTests),
  };
}

/** The last lines for whoever ran them: what failed, and whether all is well. */
export function verdict(isGood: boolean, failures: readonly string[]): readonly string[] {
  return [
    ...(failures.length > 0 ? ['', 'O que falhou:', ...failures] : []),
    isGood ? 'Tudo certo.' : 'Algo falhou: procure o primeiro erro acima.',
  ];
}

/** @returns each test that failed, or file that could not run: its file, its name and the beginning of its message */
export function listFailures(reports: readonly Report[]): readonly string[] {
  return reports
    .flatMap((report) => report.testResults)
    .flatMap(({ name, status, message, assertionResults }) => {
      const file = relative(root, name).split(sep).join('/');
      const failed = assertionResults.filter((each) => each.status === 'failed');
      if (failed.length === 0) return status === 'failed' ? [`${file}\n${indent(message)}`] : [];
      return failed.map(
        ({ fullName, failureMessages }) =>
          `${file}: ${fullName}\n${indent(failureMessages.join('\n'))}`,
      );
    });
}

/** Writes the summary that `.ci/run` takes its last lines from. */
export function writeSummary(name: 'summary' | 'summary-soak', summary: Summary): void {
  mkdirSync(join(root, 'reports'), { recursive: true });
  writeFileSync(join(root, 'reports', `${name}.json`), `${JSON.stringify(summary)}\n`);
}

function indent(message: string): string {
  const lines = stripVTControlCharacters(message).trimEnd().split('\n');
  return lines
    .slice(0, linesTold)
    .map((line) => `    ${line}`)
    .join('\n');
}

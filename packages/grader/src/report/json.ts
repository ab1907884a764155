import type { ClassReport } from '../class-report.ts';

/** Everything that is known, for programs: the report as it is, with each judgement and its logs. */
export function formatJson(report: ClassReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { browserPath, root } from '@tomada/testing';
import { serveFolder } from '../../docs/test/serve-folder.ts';
import { adopt } from './children.ts';
import { Progress } from './progress.ts';
import { turns } from './rounds.ts';

/**
 * The newest for Node 20. Fetched when it is asked for: it weighs more than all the rest, and nobody who follows a lesson
 * needs it.
 */
export const LIGHTHOUSE = 'lighthouse@12.8.2';

export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
export type Category = (typeof categories)[number];

/** How much is measured. */
export interface Plan {
  readonly rounds: number;
  /** How many pages, from the first one on. */
  readonly most: number;
}

/** One reading of one page. */
export interface Measurement {
  readonly page: string;
  readonly round: number;
  /** 0 to 100. */
  readonly scores: Readonly<Record<Category, number>>;
  /** Cumulative layout shift. */
  readonly shift: number;
  /** ms until the largest thing of the first screen is there, on the simulated phone. */
  readonly largestPaint: number;
  /** Titles of the audits that took points, but for those of speed. */
  readonly lost: readonly string[];
}

export interface Outcome {
  readonly measurements: readonly Measurement[];
  /** Readings that failed, a line each. */
  readonly failures: readonly string[];
  readonly complaints: readonly string[];
}

/** What is read of a report: https://github.com/GoogleChrome/lighthouse/blob/main/docs/understanding-results.md */
interface Report {
  readonly runtimeError?: { readonly message: string };
  readonly categories: Readonly<
    Record<
      Category,
      { readonly score: number | null; readonly auditRefs: readonly { id: string }[] }
    >
  >;
  readonly audits: Readonly<
    Record<string, { title: string; score: number | null; numericValue?: number }>
  >;
}

const dist = join(root, 'docs/.vitepress/dist');

/** Home and the first page of every lesson, which is its heaviest. @throws {Error} when the site was not built */
function pagesToMeasure(): readonly string[] {
  if (!existsSync(join(dist, 'index.html'))) {
    throw new Error('O site não foi construído. Rode antes: pnpm --filter docs build');
  }
  const lessons = readdirSync(join(dist, 'licoes'))
    .filter((file) => file.endsWith('.html'))
    .map((file) => `licoes/${file.replace(/\.html$/, '')}`);
  return ['', ...lessons.sort()];
}

/** Reads each page as often as there are rounds, one page at a time. */
export async function measureSite({ rounds, most }: Plan): Promise<Outcome> {
  const pages = pagesToMeasure().slice(0, most);
  if (!browserPath)
    throw new Error('Nenhum Chromium foi encontrado. Diga onde está: CHROMIUM_PATH');
  await using site = await serveFolder(dist, '/', { gzip: true });
  const measurements: Measurement[] = [];
  const failures: string[] = [];
  const progress = new Progress(rounds * pages.length);
  for (let round = 0; round < rounds; round++) {
    for (const page of turns(pages, round)) {
      progress.begin(`rodada ${round + 1} de ${rounds} · /${page}`);
      const report = await readPage(site.home + page, browserPath);
      if (typeof report === 'string') failures.push(`/${page}, rodada ${round + 1}: ${report}`);
      else measurements.push(measurementOf(report, page, round));
    }
  }
  progress.end();
  return { measurements, failures, complaints: [] };
}

/** @returns Lighthouse's report, or why there is none */
async function readPage(address: string, chromePath: string): Promise<Report | string> {
  const args = ['-y', LIGHTHOUSE, address, '--quiet', '--output=json', '--output-path=stdout'];
  // Its own settings are a phone on a slow network with a CPU 4 times as slow.
  const asked = [
    `--only-categories=${categories.join(',')}`,
    '--chrome-flags=--headless --no-sandbox',
    '--no-enable-error-reporting',
  ];
  const child = adopt(
    spawn('npx', [...args, ...asked], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CHROME_PATH: chromePath },
      shell: process.platform === 'win32',
    }),
  );
  let [said, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) return errors.trim() || `o npx terminou com o código ${code}`;
  const report: Report = JSON.parse(said);
  return report.runtimeError?.message ?? report;
}

function measurementOf({ categories, audits }: Report, page: string, round: number): Measurement {
  const score = (category: Category) => Math.round((categories[category].score ?? 0) * 100);
  const value = (audit: string) => audits[audit]?.numericValue ?? Number.NaN;
  const lost = (['accessibility', 'best-practices', 'seo'] as const)
    .flatMap((category) => categories[category].auditRefs)
    .flatMap(({ id }) => audits[id] ?? [])
    .filter(({ score }) => score !== null && score < 1);
  return {
    page,
    round,
    scores: {
      performance: score('performance'),
      accessibility: score('accessibility'),
      'best-practices': score('best-practices'),
      seo: score('seo'),
    },
    shift: value('cumulative-layout-shift'),
    largestPaint: value('largest-contentful-paint'),
    lost: lost.map(({ title }) => title),
  };
}

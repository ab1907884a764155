import { formatSpread } from './numbers.ts';
import { type Category, categories, type Measurement, type Outcome } from './site-run.ts';
import { type Spread, spread } from './stats.ts';
import { formatTable } from './table.ts';
import { formatTarget } from './targets.ts';

const titles: Readonly<Record<Category, string>> = {
  performance: 'desempenho',
  accessibility: 'acessibilidade',
  'best-practices': 'boas práticas',
  seo: 'SEO',
};

/** Points out of 100 that every page has to have. */
const FEWEST: Readonly<Record<Category, number>> = {
  ...{ performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 },
};

/** Cumulative layout shift of a page. */
const MOST_SHIFT = 0.02;

type Read = (measurement: Measurement) => number;

/** What was read of a page, round by round. */
function values({ measurements }: Outcome, page: string, read: Read): Spread {
  return spread(measurements.filter((each) => each.page === page).map(read));
}

function pagesOf({ measurements }: Outcome): string[] {
  return [...new Set(measurements.map(({ page }) => page))].sort();
}

/** The page with the lowest median, or with the highest. */
export function worst(outcome: Outcome, read: Read, limit: 'least' | 'most') {
  const sign = limit === 'least' ? 1 : -1;
  const all = pagesOf(outcome).map((page) => ({ page, value: values(outcome, page, read) }));
  return all.reduce((bad, each) =>
    sign * (each.value.median - bad.value.median) < 0 ? each : bad,
  );
}

/** A row for each page, for people. */
export function formatTables(outcome: Outcome): string {
  const rows = pagesOf(outcome).map((page) => [
    `/${page}`,
    ...categories.map((category) =>
      formatSpread(values(outcome, page, ({ scores }) => scores[category])),
    ),
    formatSpread(
      values(outcome, page, ({ shift }) => shift),
      3,
    ),
    formatSpread(
      values(outcome, page, ({ largestPaint }) => largestPaint / 1000),
      2,
    ),
  ]);
  const head = ['página', ...categories.map((category) => titles[category]), 'CLS', 'LCP (s)'];
  const lost = new Set(
    outcome.measurements.flatMap(({ page, lost }) => lost.map((title) => `/${page}: ${title}`)),
  );
  const table = formatTable(head, rows);
  return lost.size === 0 ? table : [table, '', 'Onde se perderam pontos', ...lost].join('\n');
}

/** Whether the worst page keeps each bound. */
export function formatFindings(outcome: Outcome): string {
  const about = (name: string, read: Read, limit: 'least' | 'most', bound: number) => {
    const { page, value } = worst(outcome, read, limit);
    return formatTarget({ text: `${name}, na pior página (/${page})`, value, limit, bound });
  };
  return [
    'Metas',
    ...categories.map((category) =>
      about(titles[category], ({ scores }) => scores[category], 'least', FEWEST[category]),
    ),
    about('deslocamento do que já se vê (CLS)', ({ shift }) => shift, 'most', MOST_SHIFT),
  ].join('\n');
}

export function listFaults({ failures }: Outcome): readonly string[] {
  return failures;
}

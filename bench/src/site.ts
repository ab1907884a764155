// `pnpm bench site`: what Lighthouse says of the built site, page by page.
import { runComparison } from './comparison.ts';
import { readComparisonOptions } from './options.ts';
import { formatFindings, formatTables, listFaults } from './site-report.ts';
import { LIGHTHOUSE, measureSite, type Plan } from './site-run.ts';

const options = readComparisonOptions(
  'site',
  'Mede o site construído com o Lighthouse: a página inicial e a primeira de cada lição, em um celular simulado com a CPU 4 vezes mais lenta. Baixa o Lighthouse com o npx na primeira vez. Uma rodada leva uns quatro minutos.',
);

const plan: Plan = { rounds: options.rounds, most: options.quick ? 2 : Infinity };

await runComparison(
  {
    name: 'site',
    measure: () => measureSite(plan),
    formatTables,
    formatFindings,
    listFaults,
    noFaults: 'O Lighthouse leu todas as páginas, em todas as rodadas.',
    about: { plan, lighthouse: LIGHTHOUSE },
  },
  options,
);

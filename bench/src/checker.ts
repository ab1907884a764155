// `pnpm bench checker`: how long a learner waits until an exercise is judged.
import { formatFindings, formatTables, listFaults } from './checker-report.ts';
import { measureChecker, type Plan } from './checker-run.ts';
import { runComparison } from './comparison.ts';
import { readComparisonOptions } from './options.ts';

const options = readComparisonOptions(
  'checker',
  'Mede quanto leva julgar cada exercício, com as soluções em TypeScript e em Python. Uma rodada leva cerca de um minuto.',
);

const plan: Plan = { rounds: options.rounds, most: options.quick ? 1 : Infinity };

await runComparison(
  {
    name: 'checker',
    measure: () => measureChecker(plan),
    formatTables,
    formatFindings,
    listFaults,
    noFaults: 'Todas as soluções ganharam todos os pontos, em todas as rodadas.',
    about: { plan },
  },
  options,
);

// `pnpm bench marshal`: our marshal beside CPython's and the package of npm.
import { runComparison } from './comparison.ts';
import { formatFindings, formatTables, listFaults } from './marshal-report.ts';
import { contestants, measureMarshal, type Plan } from './marshal-run.ts';
import { readComparisonOptions } from './options.ts';

const options = readComparisonOptions(
  'marshal',
  'Mede o nosso marshal ao lado do marshal do Python e do pacote do npm.',
);

/** A measurement takes some tenths of a second: each of four values is read or written so many times. */
const plan: Plan = {
  rounds: options.rounds,
  size: options.quick ? 10_000 : 1_000_000,
  turns: options.quick ? 1 : 10,
};

await runComparison(
  {
    name: 'marshal',
    measure: () => measureMarshal(plan),
    formatTables,
    formatFindings,
    listFaults,
    noFaults: 'Todos os resultados conferidos: os nossos são iguais aos do Python.',
    about: { plan, contestants },
  },
  options,
);

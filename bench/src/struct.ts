// `pnpm bench struct`: our struct beside CPython's and the packages of npm.
import { runComparison } from './comparison.ts';
import { readComparisonOptions } from './options.ts';
import { structCases } from './struct-cases.ts';
import { formatFindings, formatLeftOut, formatTables, listFaults } from './struct-report.ts';
import { contestants, measureStruct, type Plan } from './struct-run.ts';

const options = readComparisonOptions(
  'struct',
  'Mede o nosso struct ao lado do struct do Python e dos pacotes do npm.',
);

/** A measurement takes some hundredths of a second: 64 calls at least, one with each set of values. */
const plan: Plan = {
  rounds: options.rounds,
  calls(contestant, format) {
    if (options.quick) return 64;
    const long =
      format.includes('100') || contestant.endsWith('pack') || contestant === 'python-struct';
    return long ? 38_400 : 384_000;
  },
};

await runComparison(
  {
    name: 'struct',
    measure: () => measureStruct(plan),
    formatTables: (outcome) => [formatTables(outcome), formatLeftOut(outcome)].join('\n').trimEnd(),
    formatFindings,
    listFaults,
    noFaults: 'Todos os resultados conferidos: os nossos são iguais aos do Python.',
    about: { contestants, formats: structCases.map(({ format }) => format) },
  },
  options,
);

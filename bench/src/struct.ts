// `pnpm bench struct`: our struct beside CPython's and the packages of npm.
import { python } from '@tomada/testing';
import { runComparison } from './comparison.ts';
import { readComparisonOptions } from './options.ts';
import { structCases } from './struct-cases.ts';
import { formatFindings, formatLeftOut, formatTables, listFaults } from './struct-report.ts';
import { contestants, measureStruct, type Plan } from './struct-run.ts';

const options = readComparisonOptions(
  'struct',
  'Mede o nosso struct ao lado do struct do Python e dos pacotes do npm.',
);

/** A measurement takes about a tenth of a second; a multiple of 64, so that all values come equally often. */
const plan: Plan = {
  rounds: options.rounds,
  calls(contestant, format) {
    if (options.quick) return 64;
    if (/^(tomada|Python)/.test(contestant)) return format === '<100d' ? 192_000 : 1_920_000;
    return format === '<100d' ? 19_200 : 192_000;
  },
};

await runComparison(
  {
    name: 'struct',
    measure: () => measureStruct(plan),
    formatTables: (outcome) => [formatTables(outcome), formatLeftOut(outcome)].join('\n').trimEnd(),
    formatFindings,
    listFaults,
    noFaults:
      python === undefined
        ? 'Nenhum resultado conferido com o Python, que não está aqui.'
        : 'Todos os resultados conferidos: os nossos são iguais aos do Python.',
    about: { contestants, formats: structCases.map(({ format }) => format) },
  },
  options,
);

// `pnpm bench threads`: what threads bring and what they cost, in Node and in Python, with the lesson's own programs.
import { runComparison } from './comparison.ts';
import { readComparisonOptions } from './options.ts';
import { formatFindings, formatTables, names } from './threads-report.ts';
import { measureThreads, type Plan } from './threads-run.ts';

const options = readComparisonOptions(
  'threads',
  'Mede o que as threads trazem e o que custam, em Node e em Python.',
);

const plan: Plan = {
  rounds: options.rounds,
  workers: 2,
  work: options.quick ? { Node: 20_000, Python: 2_000 } : { Node: 2_000_000, Python: 200_000 },
  clients: options.quick ? 4 : 32,
  limit: options.quick ? 1_000 : 200_000,
};

await runComparison(
  {
    name: 'threads',
    measure: () => measureThreads(plan),
    formatTables,
    formatFindings,
    listFaults: ({ wrong }) => wrong,
    noFaults: 'Todas as contas conferidas: nenhuma errada, nenhum cliente sem resposta.',
    about: { plan, names },
  },
  options,
);

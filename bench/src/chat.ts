// `pnpm bench chat`: the room with more and more people, in Node and in Python.
import { formatFindings, formatTables, listFaults, names } from './chat-report.ts';
import { measureChat, type Plan } from './chat-run.ts';
import { runComparison } from './comparison.ts';
import { readComparisonOptions } from './options.ts';

const options = readComparisonOptions(
  'chat',
  'Mede a sala com 10, 100 e 1.000 pessoas: entregas por segundo, p99 e memória por pessoa.',
);

/** A measurement takes a few seconds; the crowd of a thousand needs most of them to come in. */
const plan: Plan = {
  rounds: options.rounds,
  people: options.quick ? [10] : [10, 100, 1_000],
  lines: (people) => (options.quick ? 20 : 20_000 / people),
};

await runComparison(
  {
    name: 'chat',
    measure: () => measureChat(plan),
    formatTables: (outcome) => formatTables(plan, outcome),
    formatFindings,
    listFaults,
    noFaults: 'Todas as linhas chegaram a todas as pessoas.',
    about: { plan, names },
  },
  options,
);

// `pnpm bench formats`: the same messages as JSON, v8.serialize, marshal and struct, in size and in speed.

import { runComparison } from './comparison.ts';
import { messages } from './formats-messages.ts';
import { formatFindings, formatTables, names } from './formats-report.ts';
import { measureFormats, type Plan } from './formats-run.ts';
import { readComparisonOptions } from './options.ts';

const options = readComparisonOptions(
  'formats',
  'Mede as mesmas mensagens em JSON, v8.serialize, marshal e struct, em bytes e em mensagens por segundo.',
);

const plan: Plan = { rounds: options.rounds, ms: options.quick ? 2 : 100 };

await runComparison(
  {
    name: 'formats',
    measure: () => measureFormats(plan),
    formatTables,
    formatFindings,
    listFaults: ({ wrong }) => wrong,
    noFaults: 'Todas as mensagens voltaram como foram.',
    about: { plan, names, messages },
  },
  options,
);

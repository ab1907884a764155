// `pnpm bench bad-network`: what the TCP proxy of @tomada/bad-network costs when it does no harm, beside a direct connection.
import { runComparison } from './comparison.ts';
import { formatFindings, listFaults } from './network-findings.ts';
import { formatTables } from './network-report.ts';
import { measureNetwork, type Plan } from './network-run.ts';
import { readComparisonOptions } from './options.ts';

const options = readComparisonOptions(
  'bad-network',
  'Mede quanto o proxy TCP do bad-network custa sem falhas, ao lado de uma conexão direta.',
);

/** A direct measurement takes some quarter of a second, one through a proxy two or three times as long. */
const plan: Plan = {
  rounds: options.rounds,
  bytes: (options.quick ? 8 : 512) * 2 ** 20,
  exchanges: options.quick ? 128 : 10_000,
};

await runComparison(
  {
    name: 'bad-network',
    measure: () => measureNetwork(plan),
    formatTables: (outcome) => formatTables(plan, outcome),
    formatFindings,
    listFaults,
    noFaults: 'Tudo conferido, byte a byte: nada se perdeu, nada mudou, nada trocou de ordem.',
    about: { plan },
  },
  options,
);

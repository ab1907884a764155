// `pnpm bench udp`: the UDP upper-case server beside its Python peer.
import { runComparison } from './comparison.ts';
import { readComparisonOptions } from './options.ts';
import { formatFindings, formatTables, listFaults } from './udp-report.ts';
import { measureUdp, type Plan } from './udp-run.ts';

const options = readComparisonOptions(
  'udp',
  'Mede as idas e voltas por segundo do nosso servidor UDP ao lado do par em Python.',
);

/** A measurement takes about a second. */
const plan: Plan = {
  rounds: options.rounds,
  outstanding: [1, 16],
  requests: (outstanding) => (options.quick ? 128 : outstanding === 1 ? 20_000 : 40_000),
};

await runComparison(
  {
    name: 'udp',
    measure: () => measureUdp(plan),
    formatTables: (outcome) => formatTables(plan, outcome),
    formatFindings,
    listFaults,
    noFaults:
      'Todas as respostas conferidas, byte a byte: nenhuma errada, nenhum datagrama perdido.',
    about: { plan },
  },
  options,
);

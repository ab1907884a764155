// `pnpm bench tcp`: the upper-case server and the line server beside a minimal Node server and Python's socketserver.
import { runComparison } from './comparison.ts';
import { readComparisonOptions } from './options.ts';
import { formatFindings, listFaults } from './tcp-findings.ts';
import { formatTables } from './tcp-report.ts';
import { measureTcp, type Plan } from './tcp-run.ts';
import { entries } from './tcp-servers.ts';

const options = readComparisonOptions(
  'tcp',
  'Mede os nossos servidores TCP ao lado de servidores Node mínimos e dos servidores do Python.',
);

/**
 * The side that closes first (here the server) keeps a connection's address for a minute (TIME_WAIT, RFC 9293
 * §3.6), so a connection per request must stay well below the some 28 000 ports that a client has. Open
 * connections use up none; many clients together are fast and need more requests for a measurement of half a second.
 */
const plan: Plan = {
  rounds: options.rounds,
  clients: [1, 16, 64],
  requests(mode, clients) {
    if (options.quick) return 128;
    if (mode === 'per-request') return 3_200;
    return clients === 1 ? 12_800 : 38_400;
  },
};

await runComparison(
  {
    name: 'tcp',
    measure: () => measureTcp(plan),
    formatTables: (outcome) => formatTables(plan, outcome),
    formatFindings: (outcome) => formatFindings(plan, outcome),
    listFaults,
    noFaults:
      'Todas as respostas conferidas, byte a byte: nenhuma errada, nenhum pedido sem resposta.',
    about: {
      plan,
      servers: entries.map(({ mode, competitor, command, missing }) => ({
        mode,
        competitor,
        argv: command?.argv ?? null,
        missing: missing ?? null,
      })),
    },
  },
  options,
);

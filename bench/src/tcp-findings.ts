import { formatClients, formatSpread } from './numbers.ts';
import { formatTarget, type Target } from './targets.ts';
import { ratioOf, requestRates } from './tcp-report.ts';
import { type Mode, modes, type Outcome, type Plan } from './tcp-run.ts';
import { type Competitor, competitors } from './tcp-servers.ts';
import { formatUnsteady } from './unsteady.ts';

const shortModes = { 'per-request': 'conexão por pedido', persistent: 'conexões que ficam' };

/** What the tables mean: the targets, where Python keeps up, what limits. */
export function formatFindings(plan: Plan, outcome: Outcome): string {
  return [
    'Metas de pedidos/s (mediana das rodadas)',
    ...targets(plan, outcome).map(formatTarget),
    '',
    'Onde o Python empata ou ganha de nós (pedidos/s)',
    ...pythonKeepsUp(plan, outcome),
    '',
    'Como ler',
    '  CPU: tempo de processador do servidor em cada pedido (só o Linux conta).',
    '  «Python, um por vez» atende uma conexão e só depois a próxima: quando elas ficam abertas,',
    '  as outras esperam na fila, e a espera aparece no p99 (o p50 é de quem já está sendo atendido).',
    '  O nosso servidor por pedido também imprime cada mensagem e limpa a conexão; o nosso de linhas tem',
    '  um limite de tamanho e um prazo para cada linha e espera quem não lê; os mínimos não fazem nada disso.',
    ...formatUnsteady(requestRates(outcome)),
    ...loadLimit(outcome),
  ].join('\n');
}

/** What each mode is held to, in requests a second. */
const goals = {
  'per-request': { minimal: 0.95, python: 2.5, pythonClients: [16] },
  persistent: { minimal: 0.9, python: 1.4, pythonClients: [16, 64] },
} as const;

function targets(plan: Plan, outcome: Outcome): Target[] {
  const target = (mode: Mode, clients: number, rival: Competitor, bound: number): Target => ({
    text: `${shortModes[mode]}, ${formatClients(clients)}: nosso ÷ ${competitors[rival]}`,
    value: ratioOf(outcome, { mode, clients, rival }, 'requestsPerSecond'),
    limit: 'least',
    bound,
  });
  return modes.flatMap((mode) => {
    const { minimal, python, pythonClients } = goals[mode];
    return [
      ...plan.clients.map((clients) => target(mode, clients, 'minimal', minimal)),
      ...pythonClients.map((clients) => target(mode, clients, 'python-threads', python)),
    ];
  });
}

function pythonKeepsUp(plan: Plan, outcome: Outcome): string[] {
  const lines = modes.flatMap((mode) =>
    plan.clients.flatMap((clients) =>
      (['python-threads', 'python-serial'] as const).flatMap((rival) => {
        const ratio = ratioOf(outcome, { mode, clients, rival }, 'requestsPerSecond');
        // Level: the rounds do not agree on who is faster, or the median differs by less than 5 %.
        if (!ratio || (ratio.lowest > 1 && ratio.median >= 1.05)) return [];
        const ahead = ratio.highest < 1 && ratio.median <= 0.95;
        return `  ${ahead ? 'ganha ' : 'empata'}  ${shortModes[mode]}, ${formatClients(clients)}: ${competitors[rival]}; nosso ÷ ele = ${formatSpread(ratio, 2)}`;
      }),
    ),
  );
  return lines.length > 0 ? lines : ['  em nenhuma medida'];
}

/** Clients need a processor too; when theirs is full, a faster server would not show. */
function loadLimit({ measurements }: Outcome): string[] {
  const full = measurements.filter(({ loadBusy }) => loadBusy >= 0.9).length;
  const share = Math.round((100 * full) / measurements.length);
  if (share === 0) return [];
  return [
    `  Em ${share} % das medidas o gerador de carga ocupou um núcleo quase inteiro: ali ele também limita, e`,
    '  um servidor mais rápido apareceria pouco em pedidos/s; compare então a coluna CPU (µs/pedido).',
  ];
}

/** Which measurements had wrong answers or none, a line each. */
export function listFaults({ measurements }: Outcome): string[] {
  return measurements
    .filter(({ wrong, failed }) => wrong > 0 || failed > 0)
    .map(({ mode, clients, competitor, round, wrong, failed, errors }) => {
      const codes = Object.entries(errors).map(([code, count]) => `${code} × ${count}`);
      return `${competitors[competitor]}, ${shortModes[mode]}, ${formatClients(clients)}, rodada ${round + 1}: ${wrong} respostas erradas, ${failed} pedidos sem resposta ${codes.join(', ')}`;
    });
}

import { formatClients, formatNumber, formatSpread } from './numbers.ts';
import type { Spread } from './stats.ts';
import { ratioOf, requestRates } from './tcp-report.ts';
import { modes, type Outcome, type Plan } from './tcp-run.ts';
import { competitors } from './tcp-servers.ts';

const shortModes = { 'per-request': 'conexão por pedido', persistent: 'conexões que ficam' };

/** A ratio to reach, and what was measured; `ratio` is undefined where the rival was not measured. */
interface Target {
  readonly text: string;
  readonly ratio: Spread | undefined;
  readonly least: number;
}

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
    '  O nosso servidor por pedido também imprime cada mensagem e limpa a conexão; o mínimo não.',
    ...unsteady(outcome),
    ...loadLimit(outcome),
  ].join('\n');
}

/** Whether every question got its right answer. */
export function allRight({ measurements }: Outcome): boolean {
  return measurements.every(({ wrong, failed }) => wrong === 0 && failed === 0);
}

function targets(plan: Plan, outcome: Outcome): Target[] {
  const minimal = modes.flatMap((mode) =>
    plan.clients.map((clients) => ({
      text: `${shortModes[mode]}, ${formatClients(clients)}: nosso ÷ Node mínimo`,
      ratio: ratioOf(outcome, { mode, clients, rival: 'minimal' }, 'requestsPerSecond'),
      least: 0.95,
    })),
  );
  const cell = { mode: 'per-request', clients: 16, rival: 'python-threads' } as const;
  const python = {
    text: `${shortModes[cell.mode]}, ${formatClients(cell.clients)}: nosso ÷ ${competitors[cell.rival]}`,
    ratio: ratioOf(outcome, cell, 'requestsPerSecond'),
    least: 2.5,
  };
  return [...minimal, python];
}

function formatTarget({ text, ratio, least }: Target): string {
  const goal = `(meta: pelo menos ${formatNumber(least, 2)})`;
  if (ratio === undefined) return `  não medida    ${' '.repeat(16)}  ${text} ${goal}`;
  const verdict = ratio.median >= least ? 'atingida    ' : 'NÃO atingida';
  return `  ${verdict}  ${formatSpread(ratio, 2).padEnd(16)}  ${text} ${goal}`;
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

/** A machine with other work to do gives rounds that differ by half and more: such a run says little. */
function unsteady(outcome: Outcome): string[] {
  const all = requestRates(outcome);
  const wide = all.filter(({ lowest, highest }) => highest > 1.5 * lowest).length;
  if (wide === 0) return [];
  return [
    `  ATENÇÃO: em ${wide} de ${all.length} casos a rodada mais rápida passou de 1,5 vez a mais lenta. Se forem`,
    '  muitos, outros programas usavam o processador: feche-os e meça de novo.',
  ];
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

/** What went wrong, or that nothing did. */
export function formatFaults({ measurements, complaints }: Outcome): string {
  const lines = measurements
    .filter(({ wrong, failed }) => wrong > 0 || failed > 0)
    .map(({ mode, clients, competitor, round, wrong, failed, errors }) => {
      const codes = Object.entries(errors).map(([code, count]) => `${code} × ${count}`);
      return `  ${competitors[competitor]}, ${shortModes[mode]}, ${formatClients(clients)}, rodada ${round + 1}: ${wrong} respostas erradas, ${failed} pedidos sem resposta ${codes.join(', ')}`;
    });
  return [
    lines.length === 0
      ? 'Todas as respostas conferidas, byte a byte: nenhuma errada, nenhum pedido sem resposta.'
      : 'ATENÇÃO: houve erros, e estes números não valem.',
    ...lines,
    ...complaints.map((complaint) => `Na saída de erros de ${complaint}`),
  ].join('\n');
}

import { addedLatency, ratioOf, spreads } from './network-report.ts';
import { routes } from './network-routes.ts';
import type { Outcome } from './network-run.ts';
import { formatSpread } from './numbers.ts';
import { formatTarget, type Target } from './targets.ts';
import { formatUnsteady } from './unsteady.ts';

/** What the tables mean: the targets, the rival, what limits. */
export function formatFindings(outcome: Outcome): string {
  const toMinimal = (quantity: 'bytesPerSecond' | 'p50' | 'p99'): string =>
    formatSpread(ratioOf(outcome, quantity, 'ours', 'minimal'), 2);
  return [
    'Metas do proxy sem falhas (mediana das rodadas)',
    ...targets(outcome).map(formatTarget),
    '',
    `Nosso ÷ ${routes.minimal} (sem meta)`,
    `  bytes/s: ${toMinimal('bytesPerSecond')} · p50: ${toMinimal('p50')} · p99: ${toMinimal('p99')}`,
    '',
    'Como ler',
    '  Remetente, proxy e destino são processos separados, e o proxy lê e escreve cada byte outra vez.',
    '  Com menos de três núcleos livres, eles se revezam, e isso custa ao proxy. O proxy mínimo, só dois',
    '  pipe(), mostra o que se consegue nesta máquina sem pensar em nada.',
    '  «p50 a mais» é a diferença entre os dois p50 da mesma rodada. MB são milhões de bytes.',
    ...formatUnsteady(spreads(outcome)),
  ].join('\n');
}

/** Which measurements lost or changed something, a line each. */
export function listFaults({ bulk, latency }: Outcome): string[] {
  return [
    ...bulk.flatMap(({ route, round, problem }) =>
      problem === null ? [] : `volume, ${routes[route]}, rodada ${round + 1}: ${problem}`,
    ),
    ...latency.flatMap(({ route, round, wrong, failed }) =>
      wrong + failed === 0
        ? []
        : `demora, ${routes[route]}, rodada ${round + 1}: ${wrong} respostas erradas, ${failed} sem resposta`,
    ),
  ];
}

function targets(outcome: Outcome): Target[] {
  const p50 = formatSpread(ratioOf(outcome, 'p50', 'ours', 'direct'), 2);
  return [
    {
      text: 'volume: bytes/s pelo proxy ÷ conexão direta',
      value: ratioOf(outcome, 'bytesPerSecond', 'ours', 'direct'),
      limit: 'least',
      bound: 0.5,
    },
    {
      text: 'demora: p50 a mais que na conexão direta',
      value: addedLatency(outcome, 'p50', 'ours'),
      limit: 'most',
      bound: 0.2,
      unit: 'ms',
      remark: `p50 pelo proxy ÷ direta: ${p50}`,
    },
  ];
}

/** Todas as medidas de um plano, uma depois da outra. */
import { measureCell, OutOfTimeError } from './measure-cell.ts';
import { type Measurement, type Plan, type Transport, transports } from './measurement.ts';
import type { Network } from './network.ts';
import { cellsOf, isTraced } from './plan.ts';
import { Progress } from './progress.ts';

const names = Object.keys(transports) as readonly Transport[]; // Soundness: as chaves de `transports`.

/**
 * Rodada por rodada: um momento ruim da máquina não estraga todas as medidas de uma rede só.
 *
 * @param isEnding se já não se quer mais
 */
export async function run(
  network: Network,
  plan: Plan,
  isEnding: () => boolean,
): Promise<readonly Measurement[]> {
  const cells = cellsOf(plan);
  const measurements: Measurement[] = [];
  const progress = new Progress(plan.rounds * cells.length);
  let lot = 0;
  for (let round = 0; round < plan.rounds; round++) {
    for (const cell of cells) {
      const { loss, delay, size } = cell;
      const where = plan.rounds === 1 ? '' : `rodada ${round + 1} de ${plan.rounds} · `;
      progress.begin(`${where}perda ${loss} %, atraso ${delay} ms, ${size} bytes`);
      for (const transport of names) {
        if (isEnding()) return measurements;
        lot++;
        const notMeasured = network.whyNot(transport);
        const outcome =
          notMeasured === undefined
            ? await measureOr(network, transport, cell, plan, lot, isTraced(cell, round))
            : { notMeasured };
        measurements.push({ transport, ...cell, round, ...outcome });
      }
    }
  }
  progress.end();
  return measurements;
}

/** Uma medida, ou por que ela não se fez. */
async function measureOr(
  ...[network, transport, cell, plan, lot, traced]: Parameters<typeof measureCell>
) {
  try {
    return await measureCell(network, transport, cell, plan, plan.seed * 100_000 + lot, traced);
  } catch (error) {
    if (!(error instanceof OutOfTimeError)) throw error;
    return { notMeasured: error.message };
  }
}

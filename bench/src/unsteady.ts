import type { Spread } from './stats.ts';

/**
 * A machine with other work to do gives rounds that differ by half and more: such a run says little.
 *
 * @param cells one for each contestant under each load
 * @returns lines of a warning; none when the rounds agree
 */
export function formatUnsteady(cells: readonly Spread[]): string[] {
  const wide = cells.filter(({ lowest, highest }) => highest > 1.5 * lowest).length;
  if (wide === 0) return [];
  return [
    `  ATENÇÃO: em ${wide} de ${cells.length} casos a rodada mais rápida passou de 1,5 vez a mais lenta. Se forem`,
    '  muitos, outros programas usavam o processador: feche-os e meça de novo.',
  ];
}

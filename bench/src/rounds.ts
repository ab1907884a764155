/**
 * Whose turn it is: in every round everyone is measured once, and each round begins with another one, so that
 * nobody always comes right after the same neighbour.
 *
 * @param competitors who is measured
 * @param round from 0
 * @example turns(['a', 'b', 'c'], 1) // ['b', 'c', 'a']
 */
export function turns<Competitor>(
  competitors: readonly Competitor[],
  round: number,
): readonly Competitor[] {
  const first = competitors.length === 0 ? 0 : round % competitors.length;
  return [...competitors.slice(first), ...competitors.slice(0, first)];
}

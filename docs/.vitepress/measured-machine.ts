/** Of what `pnpm bench <name> --json` writes, the parts that every benchmark has. */
export interface MeasuredFile {
  readonly bench: string;
  readonly machine: {
    readonly date: string;
    readonly cpu: string;
    readonly cores: number;
    readonly node: string;
    readonly python?: string;
    /** Runnable processes in the minute before: more than cores, and the figures say little. */
    readonly loadBefore?: number;
  };
  readonly plan: { readonly rounds: number };
  /** How a page calls whoever was measured. */
  readonly names: Readonly<Record<string, string>>;
}

/** Makes text safe between tags and in attributes. */
export type Escape = (text: string) => string;

/** A number as Brazilians write it. @example showNumber(1234.5, 1) // '1.234,5' */
export function showNumber(value: number, digits: number): string {
  return value.toLocaleString('pt-BR', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** The paragraph that says where and how often something was measured. */
export function renderMachine({ machine, plan }: MeasuredFile, escapeHtml: Escape): string {
  const { cpu, cores, node, python, date, loadBefore = 0 } = machine;
  const busy =
    loadBefore > cores
      ? ` Atenção: a máquina estava ocupada com outros programas (carga ${showNumber(loadBefore, 0)}), e estes números valem pouco.`
      : '';
  const words = `${cpu}, ${cores} núcleos; Node ${node}${python ? `, Python ${python}` : ''}; ${plan.rounds} rodadas em ${new Date(date).toLocaleDateString('pt-BR', { timeZone: 'UTC' })}. O número é a mediana.`;
  return `<p class="measured-machine">Medido em ${escapeHtml(words + busy)}</p>`;
}

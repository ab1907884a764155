import { closeSync, openSync, writeFileSync } from 'node:fs';
import { endOnSignals } from './children.ts';
import { describeMachine, formatMachine } from './machine.ts';
import { type ComparisonOptions, NO_FILE } from './options.ts';

const NOT_A_MEASUREMENT =
  'ENSAIO (--quick): uma rodada com pouco de tudo, só para ver se funciona. NÃO É UMA MEDIDA.';

/** What a comparison measures and how it tells it; what is around it is the same for all. */
export interface Comparison<Outcome extends { readonly complaints: readonly string[] }> {
  /** As in `pnpm bench <name>`. */
  readonly name: string;
  measure(): Promise<Outcome>;
  formatTables(outcome: Outcome): string;
  /** What the tables mean; not asked of a rehearsal, which has no say in who is faster. */
  formatFindings(outcome: Outcome): string;
  /** What makes the figures worthless, a line each. */
  listFaults(outcome: Outcome): readonly string[];
  /** Said when there is no such thing. */
  readonly noFaults: string;
  /** What the file of `--json` holds besides the machine and the outcome. */
  readonly about: object;
}

/** Measures and tells. Never rejects: errors are said on standard error, with exit code 1, as are faults. */
export async function runComparison<Outcome extends { readonly complaints: readonly string[] }>(
  comparison: Comparison<Outcome>,
  options: ComparisonOptions,
): Promise<void> {
  endOnSignals();
  // Whoever reads our output may leave early (`| head`): then there is nobody left to measure for.
  process.stdout.on('error', () => process.exit(1));
  try {
    if (options.json !== NO_FILE) checkWritable(options.json);
    await compare(comparison, options);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** Minutes of measuring must not be lost to a folder that is not there. */
function checkWritable(file: string): void {
  try {
    closeSync(openSync(file, 'a'));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException; // node:fs throws nothing else here
    throw new Error(
      `Opção --json: não consegui gravar em «${file}» (${code}). Confira se a pasta existe e se você pode escrever nela.`,
      { cause },
    );
  }
}

async function compare<Outcome extends { readonly complaints: readonly string[] }>(
  comparison: Comparison<Outcome>,
  { rounds, json, quick }: ComparisonOptions,
): Promise<void> {
  const machine = describeMachine();
  const label = quick
    ? NOT_A_MEASUREMENT
    : `${rounds} rodadas intercaladas; cada número é a mediana e, entre parênteses, o menor e o maior.`;
  console.log(`${formatMachine(machine)}\n${label}\n`);

  const outcome = await comparison.measure();
  console.log(comparison.formatTables(outcome));
  console.log(`\n${quick ? NOT_A_MEASUREMENT : comparison.formatFindings(outcome)}`);
  const faults = comparison.listFaults(outcome);
  const verdict =
    faults.length === 0 ? comparison.noFaults : 'ATENÇÃO: houve erros, e estes números não valem.';
  const complaints = outcome.complaints.map((complaint) => `Na saída de erros de ${complaint}`);
  console.log(`\n${[verdict, ...faults.map((fault) => `  ${fault}`), ...complaints].join('\n')}`);

  if (json !== NO_FILE) {
    const { name, about } = comparison;
    const data = { bench: name, isMeasurement: !quick, machine, ...about, ...outcome };
    writeFileSync(json, `${JSON.stringify(data, null, 2)}\n`);
    console.log(`\nMedidas gravadas em ${json}`);
  }
  if (faults.length > 0) process.exitCode = 1;
}

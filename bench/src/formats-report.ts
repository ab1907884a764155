import { messages } from './formats-messages.ts';
import type { Format, Measurement, Outcome } from './formats-run.ts';
import { formatNumber, formatSpread } from './numbers.ts';
import { spread } from './stats.ts';
import { formatTable } from './table.ts';
import { formatUnsteady } from './unsteady.ts';

/** Whom the tables name. */
export const names: Readonly<Record<Format, string>> = {
  json: 'JSON',
  v8: 'v8.serialize',
  marshal: '@tomada/marshal',
  struct: '@tomada/struct',
  'python-json': 'json, em Python',
  'python-marshal': 'marshal, em Python',
  'python-struct': 'struct, em Python',
};

const thousands = (runs: readonly Measurement[], way: 'encode' | 'decode') =>
  spread(runs.map((run) => run[way] / 1000));

/** The runs of each format with one kind of message. */
function runsOf({ measurements }: Outcome, message: string): (readonly [Format, Measurement[]])[] {
  const own = measurements.filter((each) => each.message === message);
  return [...new Set(own.map(({ format }) => format))].map((format) => [
    format,
    own.filter((each) => each.format === format),
  ]);
}

/** A table for each kind of message: size and speeds. */
export function formatTables(outcome: Outcome): string {
  const tables = messages.map(({ id, title }) => {
    const rows = runsOf(outcome, id).map(([format, runs]) => [
      names[format],
      formatNumber(runs[0]?.bytes ?? Number.NaN),
      formatSpread(thousands(runs, 'encode'), 1),
      formatSpread(thousands(runs, 'decode'), 1),
    ]);
    return formatTable([title, 'bytes', 'escreve (mil/s)', 'lê (mil/s)'], rows);
  });
  return tables.join('\n\n');
}

/** What to make of the tables. */
export function formatFindings(outcome: Outcome): string {
  const cells = messages.flatMap(({ id }) =>
    runsOf(outcome, id).flatMap(([, runs]) => [
      thousands(runs, 'encode'),
      thousands(runs, 'decode'),
    ]),
  );
  return [
    'Como ler',
    '  O tamanho é a média das mensagens, sem nada que as separe na rede. struct leva só os valores: quem',
    '  lê precisa do combinado. Os outros levam os nomes dos campos em cada mensagem.',
    '  Por segundo de processador: o tempo que outros programas tomam não conta.',
    '  Escrever vai do objeto aos bytes, e ler, dos bytes a um objeto (em marshal, a um Map).',
    ...formatUnsteady(cells),
  ].join('\n');
}

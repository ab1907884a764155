import { relative } from 'node:path';
import { explainError, UsageError } from '@tomada/utils';
import type { ClassReport } from '../class-report.ts';
import { grade } from '../grade.ts';
import { ExerciseLesson } from '../lesson.ts';
import { formatCsv } from '../report/csv.ts';
import { formatHtml } from '../report/html.ts';
import { formatJson } from '../report/json.ts';
import { formatTable } from '../report/table.ts';
import { findSubmissions } from '../submission/submission.ts';
import { writeWhole } from '../write-whole.ts';
import { ProgressLine } from './progress-line.ts';
import { type GradeRequest, readRequest } from './request.ts';

const ISOLATION = {
  namespaces: 'cada programa à parte, sem rede além de 127.0.0.1',
  limits: 'só limites; este sistema não deixou mais (veja /para-professores/corrigir)',
} as const;

/**
 * Runs `pnpm grade`, and ends the process: 0 when all was judged, whatever its points; 1 when the run could not be done
 * or was stopped; 2 on wrong usage.
 *
 * @param lessonFolder the lesson of exercises
 * @param base the folder in which the command was typed
 */
export async function runGrade(
  args: readonly string[],
  lessonFolder: string,
  base: string,
): Promise<never> {
  process.stdout.on('error', () => process.exit(1)); // nobody reads any more
  try {
    const lesson = await ExerciseLesson.load(lessonFolder);
    const code = await run(readRequest(args, lesson.parts, base), lesson);
    await new Promise((resolve) => process.stdout.write('', resolve)); // what a pipe has not yet taken
    process.exit(code);
  } catch (error) {
    process.stderr.write(`${error instanceof UsageError ? error.message : tell(error)}\n`);
    process.exit(error instanceof UsageError ? 2 : 1);
  }
}

async function run(request: GradeRequest, lesson: ExerciseLesson): Promise<number> {
  const { folder, out } = request;
  const names = (await findSubmissions(folder)).map(({ name }) => name);
  if (names.length === 0) {
    console.error(`Não há entregas em ${folder}: esperava subpastas ou arquivos .zip.`);
    return 1;
  }
  const only = request.only === undefined ? undefined : findName(request.only, names);
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => interrupt.abort());
  }
  const progress = new ProgressLine();
  const { workers, parts, again } = request;
  const report = await grade({
    ...{ folder, lesson, out, workers, parts, only, again, signal: interrupt.signal },
    onProgress: (each) => progress.show(each),
  });
  progress.clear();
  if (report.parts.length === 0 && !interrupt.signal.aborted) {
    const example = 'answers/oracle-server.ts ou answers/oracle-server.py';
    console.error(`Nenhuma entrega de ${folder} tem um programa de exercício, como ${example}.`);
    for (const { name, reason } of report.rows) if (reason) console.error(`${name}: ${reason}`);
    return 1;
  }
  write(report, request);
  console.log(formatTable(report));
  if (report.alike.length > 0) {
    const { length } = report.alike;
    const pairs = length === 1 ? '1 par' : `${length} pares`;
    console.log(`\n${pairs} de programas parecidos: veja o relatório.`);
  }
  const { html, csv, json, base } = request;
  const short = (file: string) => {
    const way = relative(base, file);
    return way.startsWith('..') ? file : way;
  };
  console.log(`
Relatório:  ${short(html)}
Planilha:   ${short(csv)}
Dados:      ${short(json)}
Isolamento: ${ISOLATION[report.isolation]}`);
  if (!interrupt.signal.aborted) return 0;
  const rest = again
    ? 'o que não foi julgado de novo mostra o resultado de antes.'
    : 'o mesmo comando continua daqui.';
  console.error(`\nInterrompido. O que foi julgado está guardado: ${rest}`);
  return 1;
}

/**
 * The one submission that is meant: by its name, or by a part of it that no other has, whatever the capitals and
 * accents.
 */
function findName(asked: string, names: readonly string[]): string {
  if (names.includes(asked)) return asked;
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const meant = names.filter((name) => plain(name).includes(plain(asked)));
  const [name, other] = meant;
  if (name !== undefined && other === undefined) return name;
  throw new UsageError(
    meant.length > 1
      ? `Opção --only: «${asked}» serve para mais de uma entrega: ${meant.join(', ')}.`
      : `Opção --only: não há a entrega «${asked}». As que há: ${names.join(', ')}.`,
  );
}

function write(report: ClassReport, { csv, json, html }: GradeRequest): void {
  writeWhole(csv, formatCsv(report));
  writeWhole(json, formatJson(report));
  writeWhole(html, formatHtml(report));
}

function tell(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC') {
    return 'O disco está cheio (ENOSPC). O que foi julgado antes está guardado: libere espaço e repita o comando.';
  }
  if (['EACCES', 'EPERM', 'EROFS'].includes(code) && error instanceof Error) {
    return `Falta permissão (${code}): ${error.message}. Escolha outra pasta com --out.`;
  }
  return explainError(error);
}

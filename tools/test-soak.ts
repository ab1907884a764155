/**
 * `pnpm test:soak [--seed N] [--judgements N]`: what takes longer than `pnpm test` may. 10,000 connections with random
 * faults against each server of the lessons, with what each of them held before and after; two chats that call each other
 * at the same moment, 200 times over; and, asked for, every program of the exercises judged N times over and a
 * class of 40 graded twice.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { python } from '@tomada/testing';
import { countTests, listFailures, readReports, verdict, writeSummary } from './reports.ts';
import { root } from './turbo.ts';

interface Holding {
  readonly resident: number;
  readonly live?: number;
  readonly open: number;
}

/** What the soak tells of each server, one a line. */
interface Soaked {
  readonly name: string;
  readonly results: { readonly right: number; readonly error: number; readonly wrong: number };
  readonly before: Holding;
  readonly after: Holding;
  readonly seconds: number;
}

const e2e = join(root, 'e2e');
const exercises = join(root, 'lessons', 'exercises');
const chat = join(root, 'lessons', 'chat');
const met = join(chat, 'reports', 'meetings.json');
const judged = join(exercises, 'reports', 'judged.json');
const report = join(e2e, 'reports', 'soak.json');
const told = join(e2e, 'reports', 'soak-servers.jsonl');

const { seed, judgements } = readOptions();
console.log(`Semente ${seed}: repita com pnpm test:soak --seed ${seed}`);
for (const file of [report, met, judged, told]) rmSync(file, { force: true });
const soak = ['--config', 'vitest.soak.config.ts'];
let code = await runVitest(e2e, soak, {
  TOMADA_SOAK_SEED: String(seed),
  ...(judgements > 0 ? { TOMADA_CLASS: '40' } : {}),
});
const meetings = ['test/both-call.test.ts', `--outputFile.json=${met}`];
code = (await runVitest(chat, meetings, { CHAT_MEETINGS: '200' })) || code;
if (judgements > 0) {
  const own = ['test/judged.test.ts', `--outputFile.json=${judged}`];
  const asked = { TOMADA_RUNS: String(judgements), TOMADA_JUDGE_ALL: '1' };
  code = (await runVitest(exercises, own, asked)) || code;
}

if (existsSync(told)) {
  const lines = readFileSync(told, 'utf8').trimEnd().split('\n');
  for (const line of lines) console.log(describe(JSON.parse(line)));
}
const found = readReports([report, met, judged]);
const { passed, skipped, ...counted } = countTests(found);
// What failed before any test ran counts as one failure.
const failed = counted.failed || (code === 0 ? 0 : 1);
const failures = listFailures(found);
writeSummary('summary-soak', { passed, failed, skipped, failures });
console.log(`\n${passed} testes passaram, ${failed} falharam, ${skipped} foram pulados.`);
if (!python)
  console.log('Python 3.10 ou mais novo não foi encontrado: os pares NÃO foram testados.');
if (process.platform !== 'linux') {
  console.log('Só o Linux conta o que um processo ocupa: aqui nada foi testado.');
}
console.log(verdict(failed === 0, failures).join('\n'));
process.exitCode = failed === 0 ? 0 : 1;

function readOptions(): { seed: number; judgements: number } {
  const options = { seed: { type: 'string' }, judgements: { type: 'string' } } as const;
  const { values } = parseArgs({ options, strict: false });
  return {
    seed: readWhole('seed', values.seed) ?? Math.floor(Math.random() * 2 ** 31),
    judgements: readWhole('judgements', values.judgements) ?? 0,
  };
}

function readWhole(name: string, text: string | boolean | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (typeof text === 'string' && /^\d{1,9}$/.test(text)) return Number(text);
  process.stderr.write(
    `Opção --${name}: «${text}» não serve. Use um número inteiro de até nove algarismos, por exemplo: --${name} 7\n`,
  );
  process.exit(2);
}

async function runVitest(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const manifest = createRequire(join(folder, 'package.json')).resolve('vitest/package.json');
  const vitest = join(dirname(manifest), 'vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', ...args], {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  // Ctrl-C reaches it by itself; we only wait for its end.
  process.on('SIGINT', () => {});
  const [status] = await once(child, 'close');
  return typeof status === 'number' ? status : 1;
}

function describe({ name, results, before, after, seconds }: Soaked): string {
  const { right, error, wrong } = results;
  return [
    `\n${name}: ${right} respostas certas, ${error} erros claros, ${wrong} respostas erradas em ${seconds.toFixed(0)} s`,
    `  memória ocupada: ${megabytes(before.resident)} antes, ${megabytes(after.resident)} depois`,
    ...(before.live === undefined || after.live === undefined
      ? []
      : [`  objetos vivos: ${megabytes(before.live)} antes, ${megabytes(after.live)} depois`]),
    `  arquivos e sockets abertos: ${before.open} antes, ${after.open} depois`,
  ].join('\n');
}

function megabytes(bytes: number): string {
  const shown = (bytes / 1e6).toLocaleString('pt-BR', { maximumFractionDigits: 1 });
  return `${shown} MB`;
}

// `pnpm bench grade`: how long a class takes to grade, and how much memory, by its size and by the workers.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '@tomada/testing';
import { type Option, readOptions, UsageError, wholeNumberOption } from '@tomada/utils';
import { adopt, adoptFolder, endOnSignals } from './children.ts';
import { drawPlot, type Series } from './grade-plot.ts';
import { describeMachine, formatMachine } from './machine.ts';
import { formatNumber } from './numbers.ts';
import { NO_FILE } from './options.ts';
import { Progress } from './progress.ts';
import { formatTable } from './table.ts';

const svgOption: Option<string> = {
  placeholder: '<arquivo>',
  about: 'desenha o tempo nesse arquivo',
  fallback: NO_FILE,
  example: 'turma.svg',
  parse(text, option) {
    if (text.trim() !== '' && !text.startsWith('-')) return text;
    throw new UsageError(`Opção ${option}: «${text}» não é nome de arquivo.`);
  },
};

const cores = availableParallelism();
const { submissions, workers, svg } = readOptions({
  usage: 'pnpm bench grade',
  about:
    'Mede quanto leva corrigir uma turma, pelo número de entregas e de julgamentos ao mesmo tempo.',
  options: {
    submissions: wholeNumberOption('entregas da maior turma; 200 para medir de verdade', 8, {
      lowest: 4,
      highest: 10_000,
    }),
    workers: wholeNumberOption('julgamentos ao mesmo tempo, no máximo', cores, {
      lowest: 1,
      highest: 256,
    }),
    svg: svgOption,
  },
});

endOnSignals();
const example = join(root, 'packages/grader/example');
const folder = adoptFolder(mkdtempSync(join(tmpdir(), 'tomada-bench-grade-')));
const sizes = [submissions / 4, submissions / 2, submissions].map(Math.ceil);
const machine = describeMachine();
const progress = new Progress(sizes.length * (workers > 1 ? 2 : 1));
const rows: string[][] = [];
const series: Series[] = [];
for (const atOnce of new Set([1, workers])) {
  const points: [number, number][] = [];
  for (const size of sizes) {
    progress.begin(`${size} entregas, ${atOnce} por vez`);
    const { seconds, megabytes } = await measure(size, atOnce);
    points.push([size, seconds]);
    rows.push([
      String(size),
      String(atOnce),
      formatNumber(seconds, 1),
      formatNumber(seconds / size, 2),
      megabytes === 0 ? '?' : formatNumber(megabytes),
    ]);
  }
  series.push({ name: `${atOnce} por vez`, points });
}
progress.end();
console.log(`${formatMachine(machine)}\n`);
console.log(formatTable(['entregas', 'por vez', 's', 's por entrega', 'MB'], rows));
console.log('\nMB: o máximo do processo que corrige, sem os que julgam. Uma rodada de cada.');
if (submissions < 200) console.log('É um ensaio: com --submissions 200 a medida vale.');
if (svg !== NO_FILE) {
  writeFileSync(svg, drawPlot(series));
  console.log(`Desenho: ${svg}`);
}

/** Grades a class in which right and wrong answers take turns, in a process of its own. */
async function measure(
  size: number,
  atOnce: number,
): Promise<{ seconds: number; megabytes: number }> {
  const place = join(folder, `${size}-${atOnce}`);
  for (let number = 0; number < size; number++) {
    const kind = number % 2 === 0 ? 'ana' : 'bia';
    cpSync(join(example, kind), join(place, `aluno ${number + 1}`), { recursive: true });
  }
  const since = performance.now();
  const args = ['--import', 'tsx', 'tools/grade.ts', place, '--workers', String(atOnce)];
  const child = adopt(
    spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] }),
  );
  let peak = 0;
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-2_000);
    peak = Math.max(peak, peakMemory(child.pid ?? 0));
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`a correção falhou:\n${errors}`);
  return { seconds: (performance.now() - since) / 1000, megabytes: peak };
}

/** MB at most so far, or 0 where the system does not tell. */
function peakMemory(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

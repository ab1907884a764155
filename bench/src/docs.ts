// `pnpm bench docs`: how long the site takes to build, to build again unchanged, and to show an edited lesson.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { browserFlags, browserPath, root } from '@tomada/testing';
import { readOptions } from '@tomada/utils';
import { chromium } from 'playwright-core';
import { adopt, adoptFolder, endChild, endOnSignals } from './children.ts';
import { describeMachine, formatMachine } from './machine.ts';
import { roundsOption } from './options.ts';
import { Progress } from './progress.ts';
import { spread } from './stats.ts';
import { formatTable } from './table.ts';

const { rounds } = readOptions({
  usage: 'pnpm bench docs',
  about:
    'Mede a construção do site, a reconstrução sem mudanças e a demora de uma edição em aparecer.',
  options: { rounds: { ...roundsOption, fallback: 5, example: '5' } },
});

endOnSignals();
// Everything happens in a copy: a measurement must not touch the files that somebody works on.
const copy = adoptFolder(mkdtempSync(join(tmpdir(), 'tomada-bench-docs-')));
cpSync(root, copy, {
  recursive: true,
  filter: (path) =>
    !['node_modules', '.git', '.turbo', 'dist', 'cache', 'reports'].includes(basename(path)),
});
command('pnpm', ['install', '--frozen-lockfile', '--prefer-offline'], copy);
const docs = join(copy, 'docs');
const edited = join(copy, 'lessons/tcp-server/src/upper-server.ts');

const seconds = {
  cold: [] as number[],
  memory: [] as number[],
  unchanged: [] as number[],
  edit: [] as number[],
};
const progress = new Progress(rounds * 3);
for (let round = 0; round < rounds; round++) {
  progress.begin(`construção do zero, rodada ${round + 1} de ${rounds}`);
  await coldBuild();
  progress.begin(`reconstrução sem mudanças, rodada ${round + 1} de ${rounds}`);
  unchangedBuild();
  progress.begin(`edição de uma lição, rodada ${round + 1} de ${rounds}`);
  if (browserPath) await showEdit(browserPath, round);
}
progress.end();
report();

/** Runs a command to its end. @throws {Error} with all that it said, when it fails */
function command(file: string, args: readonly string[], cwd: string): void {
  const { status, stdout, stderr } = spawnSync(file, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')}:\n${stdout}\n${stderr}`);
}

/** The gate and the site, with no cache at all; memory is the highest that /proc shows of the process (Linux only). */
async function coldBuild(): Promise<void> {
  for (const folder of ['dist', 'cache']) {
    rmSync(join(docs, '.vitepress', folder), { recursive: true, force: true });
  }
  const since = performance.now();
  const child = adopt(
    spawn(process.execPath, ['--import', 'tsx', 'build.ts'], {
      cwd: docs,
      stdio: ['ignore', 'ignore', 'pipe'],
    }),
  );
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  let peak = 0;
  const look = setInterval(() => {
    peak = Math.max(peak, peakMemory(child.pid ?? 0));
  }, 50);
  const [code] = await once(child, 'close');
  clearInterval(look);
  if (code !== 0) throw new Error(`a construção falhou:\n${errors}`);
  seconds.cold.push((performance.now() - since) / 1000);
  if (peak > 0) seconds.memory.push(peak);
}

/** MB, or 0 where the system does not tell. */
function peakMemory(pid: number): number {
  try {
    const [, kilobytes] =
      /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kilobytes ?? 0) / 1024;
  } catch {
    return 0;
  }
}

function unchangedBuild(): void {
  const build = ['--import', 'tsx', 'tools/turbo.ts', 'build', '--filter=docs'];
  command(process.execPath, build, copy); // fills turbo's cache
  const since = performance.now();
  command(process.execPath, build, copy);
  seconds.unchanged.push((performance.now() - since) / 1000);
}

/** From the moment when the file is written to the moment when the browser shows the new line. */
async function showEdit(executablePath: string, round: number): Promise<void> {
  const server = adopt(
    spawn(process.execPath, ['--import', 'tsx', 'start.ts', '--port', '0'], {
      cwd: docs,
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    server.once('exit', () => reject(new Error(`o site não iniciou:\n${said}`)));
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [found] = /http:\/\/\S+/.exec(said) ?? [];
      if (found) resolve(found);
    });
  });
  const browser = await chromium.launch({ executablePath, args: [...browserFlags] });
  try {
    const page = await browser.newPage();
    await page.goto(`${address}licoes/tcp-server`, { waitUntil: 'networkidle' });
    const mark = `editado-${round}`;
    const before = readFileSync(edited, 'utf8');
    const text = before.replace(/\* (?:editado-\d+ )?(?=Servidor TCP)/, `* ${mark} `);
    const since = performance.now();
    writeFileSync(edited, text);
    await page.getByText(mark).first().waitFor();
    seconds.edit.push((performance.now() - since) / 1000);
  } finally {
    await browser.close();
    await endChild(server);
  }
}

function report(): void {
  const row = (name: string, values: readonly number[], unit: string, target: number) => {
    if (values.length === 0) return [name, 'não medido', '', `≤ ${target} ${unit}`, '—'];
    const { median, lowest, highest } = spread(values);
    const show = (value: number) => value.toFixed(unit === 's' ? 2 : 0).replace('.', ',');
    const reached = median <= target ? 'sim' : 'não';
    return [
      name,
      `${show(median)} ${unit}`,
      `${show(lowest)}–${show(highest)}`,
      `≤ ${target} ${unit}`,
      reached,
    ];
  };
  console.log(formatMachine(describeMachine()));
  console.log(`${rounds} rodadas; cada número é a mediana, com o menor e o maior ao lado.\n`);
  console.log(
    formatTable(
      ['medida', 'mediana', 'de–a', 'meta', 'alcançada'],
      [
        row('construção do zero', seconds.cold, 's', 30),
        row('memória da construção', seconds.memory, 'MB', 2000),
        row('sem mudanças, pelo turbo', seconds.unchanged, 's', 3),
        row('edição até o navegador', seconds.edit, 's', 1),
      ],
    ),
  );
  if (!browserPath) console.log('\nSem navegador nesta máquina: a edição não foi medida.');
}

/** `pnpm bench <name> [options]`: runs one benchmark of bench/src; without a name, says which there are. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './turbo.ts';

const folder = join(root, 'bench');
const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const benchmarks = Object.keys(scripts).filter((name) =>
  existsSync(join(folder, `src/${name}.ts`)),
);
const [name, ...args] = process.argv.slice(2);

if (name === undefined || name === '--help' || !benchmarks.includes(name)) {
  const known = `Uso: pnpm bench <nome> [opções]. Os que existem: ${benchmarks.join(', ')}.\n`;
  if (name === '--help') process.stdout.write(known);
  else
    process.stderr.write(
      name === undefined ? known : `Não conheço o benchmark «${name}». ${known}`,
    );
  process.exit(name === '--help' ? 0 : 2);
}
process.on('SIGINT', () => {}); // Ctrl-C reaches the benchmark by itself; we wait for its end.
const child = spawn(process.execPath, ['--import', 'tsx', `src/${name}.ts`, ...args], {
  cwd: folder,
  stdio: 'inherit',
});
const [code] = await once(child, 'close');
process.exitCode = typeof code === 'number' ? code : 1;

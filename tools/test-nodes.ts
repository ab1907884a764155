/**
 * `pnpm test:nodes [majors…]`: the whole suite on each Node that the project promises. Each version comes from the
 * npm registry, as a package of its own; the one that runs this script stays as it is.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { root } from './turbo.ts';

const promised = ['20', '22', '24', '26'];
const asked = process.argv.slice(2);
const unknown = asked.find((major) => !promised.includes(major));
if (unknown !== undefined) {
  process.stderr.write(
    `Não testo com o Node «${unknown}». Os que prometo são: ${promised.join(', ')}.\n`,
  );
  process.exit(2);
}

const windows = process.platform === 'win32';
const results: string[] = [];
for (const major of asked.length > 0 ? asked : promised) {
  const folder = join(tmpdir(), `tomada-node-${major}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const bin = join(folder, 'node_modules', 'node', 'bin');
  console.log(`\n── Node ${major}: instalando de npm`);
  // The `node` package fetches the binary as a platform package of the same registry.
  spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', `node@${major}`], {
    cwd: folder,
    stdio: 'inherit',
    shell: windows,
  });
  if (!existsSync(join(bin, windows ? 'node.exe' : 'node'))) {
    results.push(`Node ${major}: não consegui instalar`);
    continue;
  }
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
  const { stdout } = spawnSync('node', ['--version'], { env, encoding: 'utf8' });
  console.log(`── Node ${stdout.trim()}: testando`);
  const { status } = spawnSync('node', ['--import', 'tsx', 'tools/test.ts', '--force'], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  results.push(`Node ${stdout.trim()}: ${status === 0 ? 'tudo certo' : 'FALHOU'}`);
}
console.log(`\n${results.join('\n')}`);
process.exitCode = results.every((line) => line.endsWith('tudo certo')) ? 0 : 1;

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dependenciesOf, type Manifest } from './manifest.ts';
import type { Member } from './members.ts';

/** The root's package.json: no more than what runs the programs. */
export function rootManifest(root: string, description: string): Manifest {
  const whole: Manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const badNetwork = whole.scripts?.['bad-network'];
  if (badNetwork === undefined) throw new Error('the root has no script bad-network');
  return {
    name: 'tomada-class',
    version: '0.1.0',
    private: true,
    description,
    license: 'MIT',
    type: 'module',
    packageManager: whole.packageManager,
    engines: whole.engines,
    scripts: { 'bad-network': badNetwork },
    devDependencies: { tsx: 'catalog:' },
  };
}

/** pnpm-workspace.yaml with the same settings: only the lists of packages and of versions are shorter. */
export function workspaceSettings(
  root: string,
  members: readonly Member[],
  manifests: readonly Manifest[],
): string {
  const used = new Set(
    manifests
      .flatMap(dependenciesOf)
      .filter(([, version]) => version === 'catalog:')
      .map(([name]) => name),
  );
  const whole = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');
  const own = changeList(whole, 'packages', () => members.map(({ folder }) => `  - ${folder}`));
  return changeList(own, 'catalog', (lines) =>
    lines.filter((line) => used.has(line.replace(/^ +"?([^":]+)"?:.*$/, '$1'))),
  );
}

/** Changes the indented lines below a key of a YAML file that is as plain as ours. */
function changeList(
  text: string,
  key: string,
  change: (lines: readonly string[]) => readonly string[],
): string {
  const block = new RegExp(`^${key}:\\n((?: +.*\\n)+)`, 'm');
  const lines = block.exec(text)?.[1]?.trimEnd().split('\n');
  if (lines === undefined) throw new Error(`pnpm-workspace.yaml has no list ${key}`);
  return text.replace(block, () => `${key}:\n${change(lines).join('\n')}\n`);
}
